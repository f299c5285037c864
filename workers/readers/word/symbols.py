"""Signs that a Word file takes from a symbol font by number instead of writing a character."""

_SIGNS = {
    "symbol": {0xB7: "•", 0xB4: "×", 0xB8: "÷", 0xB1: "±", 0xA3: "≤", 0xB3: "≥"},
    "wingdings": {0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆", 0xA8: "□", 0xFC: "√", 0xFE: "☑", 0xFD: "☒"},
    "wingdings 2": {0x50: "√", 0x52: "☑", 0x54: "☒", 0x2A: "□", 0xA3: "□"},
}
_UNKNOWN = "□"


def symbol(font: str, number: int) -> str:
    """The character that looks like this sign of a font; a box for one that we don't know."""
    if number > 0xFF and not 0xE000 <= number <= 0xF8FF:
        return chr(number) if number <= 0xFFFF and not 0xD800 <= number < 0xE000 else _UNKNOWN
    signs = _SIGNS.get(font.strip().lower())
    if signs is None:
        low = number & 0xFF
        return chr(low) if 0x20 <= low < 0x7F else _UNKNOWN
    return signs.get(number & 0xFF, _UNKNOWN)
