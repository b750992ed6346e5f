"""What people wrote, loaded and checked: article, claims, concepts, strategies, decisions."""

from evidence.topics.loader import load_rules, load_topic, load_topics

__all__ = ["load_rules", "load_topic", "load_topics"]
