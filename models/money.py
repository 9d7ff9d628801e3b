"""Money: whole minor units of a currency, in and out of plain decimals.

Codes and minor units: ISO 4217, list one (active currencies), as kept by SIX.
"""

from decimal import Decimal

from models.errors import TooFineError

ISO_4217 = frozenset(
    """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD
    CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP
    GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR
    KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN
    MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD
    SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX
    USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
    """.split()  # noqa: SIM905  # a page of codes is read as a text
)
NO_DECIMALS = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
THREE_DECIMALS = "BHD IQD JOD KWD LYD OMR TND"
FOUR_DECIMALS = "CLF UYW"
PLACES = (
    dict.fromkeys(NO_DECIMALS.split(), 0)
    | dict.fromkeys(THREE_DECIMALS.split(), 3)
    | dict.fromkeys(FOUR_DECIMALS.split(), 4)
)
LARGEST = 2**63 - 1


def places(currency: str) -> int:
    """Return how many decimals the currency has."""
    return PLACES.get(currency, 2)


def to_minor(amount: Decimal, currency: str) -> int:
    """Return whole minor units: 12.34 EUR is 1234.

    Raises TooFineError when the currency has no such coin, or the amount is beyond 64 bits.
    """
    minor = amount.scaleb(places(currency))
    if minor != minor.to_integral_value() or abs(minor) > LARGEST:
        raise TooFineError
    return int(minor)


def to_decimal(minor: int, currency: str) -> Decimal:
    """Return the amount in the currency: 1234 EUR is 12.34."""
    return Decimal(minor).scaleb(-places(currency))
