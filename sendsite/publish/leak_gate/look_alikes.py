"""
Letters of other scripts that look like plain ones, each with the one it is read as: chosen by hand after `confusables.txt` of Unicode Technical Standard 39.

Capital and small letter of a script go to the same plain letter, so that a name that is truly written in it stays one name however it is written.
Full-width, circled and mathematical letters are not here: Unicode takes those apart itself (NFKD).
"""

from __future__ import annotations

CYRILLIC = zip("АВСЕНІЈКМОРԚЅТѴԜХУҮҺӀ" + "авсеніјкморԛѕтѵԝхуүһӏ" + "ԁѡ", "ABCEHIJKMOPQSTVWXYYHI" + "abcehijkmopqstvwxyyhl" + "dw", strict=True)
GREEK = zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ" + "αβεζηικμνορτυχ" + "ϲͺ", "ABEZHIKMNOPTYX" + "abezhikmnoptyx" + "ci", strict=True)
ARMENIAN = zip("ՕՍօսհոցքյ", "OUouhngqj", strict=True)
SMALL_CAPITALS = zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnopqrstuvwyz", strict=True)
LATIN = zip("ɑɡɩ", "agi", strict=True)
BLANKS = dict.fromkeys("\u115f\u1160\u3164\uffa0\u2800", " ")
"""Letters that nobody sees: fillers of Hangul, and a cell of Braille without a dot."""

FINAL_SIGMA = {"ς": "σ"}

READ_AS: dict[str, str] = {**dict(CYRILLIC), **dict(GREEK), **dict(ARMENIAN), **dict(SMALL_CAPITALS), **dict(LATIN), **BLANKS, **FINAL_SIGMA}
