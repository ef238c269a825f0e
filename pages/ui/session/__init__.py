"""What knows how Streamlit works: the session, a visit to a page, and components with their payloads."""
