package dev.sonde.server.door;

import dev.sonde.http.Request;

/// Who is meant by a request: the person at this machine, or a page that borrows their browser.
final class Nearby {
  private Nearby() {}

  /// A direct connection from this machine. A page of another site, open in a browser on this
  /// machine, is somebody else: the browser names the site it comes from.
  static boolean direct(Request request) {
    return request.direct() && !foreign(request);
  }

  /// Does a browser say that another site's page sent this?
  static boolean foreign(Request request) {
    boolean otherSite = request.header("Sec-Fetch-Site").map(site -> !sameSite(site)).orElse(false);
    return otherSite
        || request.header("Origin").map(origin -> !ownOrigin(request, origin)).orElse(false);
  }

  private static boolean sameSite(String site) {
    return site.equals("same-origin") || site.equals("none");
  }

  private static boolean ownOrigin(Request request, String origin) {
    return request
        .header("Host")
        .map(host -> origin.equals("http://" + host) || origin.equals("https://" + host))
        .orElse(false);
  }
}
