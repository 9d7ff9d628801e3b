"""Ten questions to the real lessons, written before the search was run on them."""

SEARCHES = [
    ("cans exploding inside hot cars", "1337"),
    ("unexpectedly finding asbestos insulation during construction", "920"),
    ("satellite slipped off tilted cart, missing bolts", "1580"),
    ("headwinds forced refuelling stop in Alaska", "18401"),
    ('decisions documented only on "presentation slides"', "1715"),
    ("media hysteria over SOLAR FLARE predictions", "556"),
    ("Curiosity's wheels punctured by sharp rocks", "22401"),
    ("lab-coat snaps shorting a circuit board", "5756"),
    ("roofing mops igniting by themselves", "265"),
    ("diamond* machining of metal mirrors", "755"),
]
