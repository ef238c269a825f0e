"""What stands between the network and Streamlit: who is let in, what answers say, and limits."""
