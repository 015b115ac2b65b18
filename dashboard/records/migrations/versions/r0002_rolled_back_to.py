"""An edition can say which earlier one it brought back."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Older editions brought nothing back that anybody wrote down."""
    op.add_column("editions", sa.Column("rolled_back_to", sa.Integer, nullable=True))


def downgrade() -> None:
    """The editions stay, without pointing back."""
    op.drop_column("editions", "rolled_back_to")
