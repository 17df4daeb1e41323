package dev.sonde.receivers.agents;

import dev.sonde.http.Request;

/// What a sender says of itself. Nobody has checked it.
///
/// @param software its name, such as `Sonde`; empty when it says nothing
/// @param version of the software; empty when it says none
/// @param host the machine it runs on; empty when it says none
public record Told(String software, String version, String host) {
  /// Where a Sonde says on which machine it runs.
  public static final String HOST = "X-Sonde-Host";

  /// A sender that says nothing.
  public static final Told NOTHING = new Told("", "", "");

  private static final int LONGEST = 255;

  public Told {
    software = tidy(software);
    version = tidy(version);
    host = tidy(host);
  }

  /// From the head of a request: `User-Agent: Sonde/0.1.0 …` and [#HOST].
  public static Told of(Request request) {
    String product = request.header("User-Agent").orElse("").strip().split("\\s", 2)[0];
    int slash = product.indexOf('/');
    String name = slash < 0 ? product : product.substring(0, slash);
    String version = slash < 0 ? "" : product.substring(slash + 1);
    return new Told(name, version, request.header(HOST).orElse(""));
  }

  /// One line of bounded length.
  private static String tidy(String said) {
    String whole = said.strip();
    int end = Math.min(LONGEST, whole.length());
    boolean halved = end < whole.length() && Character.isHighSurrogate(whole.charAt(end - 1));
    return whole.substring(0, halved ? end - 1 : end).replaceAll("\\p{Cntrl}", "?");
  }
}
