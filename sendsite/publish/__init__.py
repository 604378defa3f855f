"""From a site that can be asked for pages to a folder of them that readers see: frozen aside, then switched into place whole."""
