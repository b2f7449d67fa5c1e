"""Time is counted in whole minutes: how many an hour and a day have."""

HOUR = 60
DAY = 24 * HOUR
WEEK = 7 * DAY
