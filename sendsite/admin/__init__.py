"""The admin: where SENCOs and trust officers keep the register, try deployments and publish. One file a screen, in screens/."""
