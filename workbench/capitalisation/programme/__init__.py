"""A programme of many sites, and its network: levels, advocacy, meetings, missions, hours."""
