"""A programme: the pages of many dossiers, side by side, each done once for what it rests on."""
