"""The templates of documents that are markup: what is put into them is escaped, and what they lack is an error."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template


@cache
def environment() -> Environment:
    """How all of them are read."""
    return Environment(
        loader=PackageLoader("service.renderers"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def template(name: str) -> Template:
    """One of them, by its name."""
    return environment().get_template(name)
