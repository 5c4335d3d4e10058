"""The names of months, weekdays and seasons in English."""

# Not from `calendar`: its names follow the locale of the machine.
MONTH_NAMES = {
    1: "January",
    2: "February",
    3: "March",
    4: "April",
    5: "May",
    6: "June",
    7: "July",
    8: "August",
    9: "September",
    10: "October",
    11: "November",
    12: "December",
}
_WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

MONTHS = {name: number for number, name in MONTH_NAMES.items()}
WEEKDAYS = {name: number for number, name in enumerate(_WEEKDAY_NAMES)}
SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
