"""Towns of the British Isles and cities elsewhere, with where they are, for the times of Shabbat.

The degrees are those of each town's middle, to two places: within a kilometre or so, which moves sunset by
less than five seconds. Whoever lives elsewhere types the degrees in Settings.
"""

from dataclasses import dataclass
from functools import cache

_BRITAIN = "Europe/London"


@dataclass(frozen=True, slots=True)
class Town:
    """A town: its name, its degrees north and east (west is less than nothing), and its time zone."""

    name: str
    latitude: float
    longitude: float
    zone: str = _BRITAIN


_PLACES = """
London 51.51 -0.13
Aberdeen 57.15 -2.09
Barnet 51.65 -0.20
Basildon 51.57 0.49
Bath 51.38 -2.36
Belfast 54.60 -5.93
Birmingham 52.48 -1.90
Blackpool 53.82 -3.05
Borehamwood 51.66 -0.27
Bournemouth 50.72 -1.88
Bradford 53.80 -1.76
Brighton 50.82 -0.14
Bristol 51.45 -2.59
Bury 53.59 -2.30
Bushey 51.64 -0.36
Cambridge 52.21 0.12
Canterbury 51.28 1.08
Canvey Island 51.52 0.58
Cardiff 51.48 -3.18
Chatham 51.38 0.53
Chelmsford 51.74 0.47
Cheltenham 51.90 -2.08
Chester 53.19 -2.89
Chigwell 51.62 0.08
Colchester 51.89 0.90
Coventry 52.41 -1.51
Darlington 54.52 -1.55
Derby 52.92 -1.48
Durham 54.78 -1.58
Eastbourne 50.77 0.28
Edgware 51.61 -0.28
Edinburgh 55.95 -3.19
Elstree 51.64 -0.30
Exeter 50.72 -3.53
Gateshead 54.96 -1.60
Glasgow 55.86 -4.25
Grimsby 53.57 -0.08
Guildford 51.24 -0.57
Harlow 51.77 0.09
Harrogate 53.99 -1.54
Hastings 50.85 0.57
Hemel Hempstead 51.75 -0.47
High Wycombe 51.63 -0.75
Hove 50.83 -0.17
Hull 53.74 -0.33
Ilford 51.56 0.07
Ipswich 52.06 1.16
Lancaster 54.05 -2.80
Leeds 53.80 -1.55
Leicester 52.64 -1.13
Lincoln 53.23 -0.54
Liverpool 53.41 -2.98
Loughton 51.65 0.06
Luton 51.88 -0.42
Maidenhead 51.52 -0.72
Manchester 53.48 -2.24
Margate 51.39 1.38
Middlesbrough 54.57 -1.23
Milton Keynes 52.04 -0.76
Newcastle upon Tyne 54.98 -1.61
Newport 51.58 -3.00
Northampton 52.24 -0.90
Norwich 52.63 1.30
Nottingham 52.95 -1.15
Oxford 51.75 -1.26
Peterborough 52.57 -0.24
Plymouth 50.37 -4.14
Portsmouth 50.80 -1.09
Potters Bar 51.70 -0.19
Preston 53.76 -2.70
Radlett 51.68 -0.32
Ramsgate 51.34 1.42
Reading 51.45 -0.98
Reigate 51.24 -0.21
Salford 53.49 -2.29
Sheffield 53.38 -1.47
Shenley 51.69 -0.28
Slough 51.51 -0.59
Solihull 52.41 -1.78
Southampton 50.90 -1.40
Southend-on-Sea 51.54 0.71
Southport 53.65 -3.01
St Albans 51.75 -0.34
St Annes-on-Sea 53.75 -3.03
Staines 51.43 -0.51
Stanmore 51.62 -0.31
Stockport 53.41 -2.16
Stoke-on-Trent 53.00 -2.18
Sunderland 54.91 -1.38
Swansea 51.62 -3.94
Swindon 51.56 -1.78
Torquay 50.46 -3.53
Totteridge 51.63 -0.20
Watford 51.66 -0.40
Welwyn Garden City 51.80 -0.21
Wimbledon 51.42 -0.21
Wolverhampton 52.59 -2.13
Worcester 52.19 -2.22
Worthing 50.81 -0.37
York 53.96 -1.08
Douglas 54.15 -4.48 Europe/Isle_of_Man
St Helier 49.19 -2.11 Europe/Jersey
St Peter Port 49.46 -2.54 Europe/Guernsey
Cork 51.90 -8.47 Europe/Dublin
Dublin 53.35 -6.26 Europe/Dublin
Amsterdam 52.37 4.90 Europe/Amsterdam
Antwerp 51.22 4.40 Europe/Brussels
Auckland -36.85 174.76 Pacific/Auckland
Berlin 52.52 13.40 Europe/Berlin
Boston 42.36 -71.06 America/New_York
Brussels 50.85 4.35 Europe/Brussels
Budapest 47.50 19.04 Europe/Budapest
Buenos Aires -34.60 -58.38 America/Argentina/Buenos_Aires
Cape Town -33.92 18.42 Africa/Johannesburg
Chicago 41.88 -87.63 America/Chicago
Copenhagen 55.68 12.57 Europe/Copenhagen
Geneva 46.20 6.14 Europe/Zurich
Gibraltar 36.14 -5.35 Europe/Gibraltar
Haifa 32.79 34.99 Asia/Jerusalem
Hong Kong 22.32 114.17 Asia/Hong_Kong
Jerusalem 31.78 35.22 Asia/Jerusalem
Johannesburg -26.20 28.05 Africa/Johannesburg
Los Angeles 34.05 -118.24 America/Los_Angeles
Madrid 40.42 -3.70 Europe/Madrid
Melbourne -37.81 144.96 Australia/Melbourne
Mexico City 19.43 -99.13 America/Mexico_City
Miami 25.76 -80.19 America/New_York
Montreal 45.50 -73.57 America/Toronto
New York 40.71 -74.01 America/New_York
Paris 48.86 2.35 Europe/Paris
Philadelphia 39.95 -75.17 America/New_York
Prague 50.08 14.44 Europe/Prague
Rome 41.90 12.50 Europe/Rome
San Francisco 37.77 -122.42 America/Los_Angeles
Singapore 1.35 103.82 Asia/Singapore
Stockholm 59.33 18.07 Europe/Stockholm
Sydney -33.87 151.21 Australia/Sydney
Tel Aviv 32.09 34.78 Asia/Jerusalem
Toronto 43.65 -79.38 America/Toronto
Vienna 48.21 16.37 Europe/Vienna
Washington 38.91 -77.04 America/New_York
Zurich 47.37 8.54 Europe/Zurich
"""


@cache
def list_towns() -> tuple[Town, ...]:
    """Every town that is known, London first."""
    return tuple(map(_read, _PLACES.strip().splitlines()))


def find_town(name: str) -> Town | None:
    """The town of a name, however it is written; None where it is not known."""
    wanted = _plain(name)
    return next((town for town in list_towns() if _plain(town.name) == wanted), None)


def _read(line: str) -> Town:
    words = line.split()
    zone = words.pop() if "/" in words[-1] else _BRITAIN
    *name, north, east = words
    return Town(" ".join(name), float(north), float(east), zone)


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("-", " ").replace(".", "").split())
