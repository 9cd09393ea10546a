"""Analysis → frozen views: what each page says, as text and numbers without markup; nothing here knows Flask."""
