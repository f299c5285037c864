"""Sentences through all stages: python -m tests.language.trace NAME PATTERN"""

import re
import sys

from service.language.reading import Reading
from tests.language.sources import sources


def main() -> None:
    """Print each sentence of the named texts that the pattern is found in, its items, frames and claims."""
    name, pattern = sys.argv[1:3]
    for source in sources(name):
        for read in Reading.of(source.report).sentences:
            if re.search(pattern, read.sentence.text):
                sys.stdout.write(f"{source.name} §{read.sentence.section}: {read.sentence.text}\n")
                for told in read.told:
                    words = " ".join(f"{token.text}/{token.kind}" for token in told.item.tokens)
                    frame = told.frame
                    meant = frame.withdrawn or frame.unsure or "sure"
                    sys.stdout.write(f"   {words} {told.item.mark}\n      {meant}, topic {frame.topic}\n")
                    for claim in told.claims:
                        sys.stdout.write(f"      = {claim.measure} {claim.value} {claim.certainty} {claim.reason}\n")


if __name__ == "__main__":
    main()
