from kokoaan.people.models.circle import Circle, CircleMember, circles_of
from kokoaan.people.models.post import Post
from kokoaan.people.models.unit import Unit
from kokoaan.people.models.user import User

__all__ = ["Circle", "CircleMember", "Post", "Unit", "User", "circles_of"]
