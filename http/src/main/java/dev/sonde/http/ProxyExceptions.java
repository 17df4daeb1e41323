package dev.sonde.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Hosts that are not reached by a proxy, as `no_proxy` lists them. This machine always is one.
///
/// @param all does it say `*`?
/// @param rules the others
public record ProxyExceptions(boolean all, List<Rule> rules) {
  /// This machine alone.
  static final ProxyExceptions LOOPBACK = new ProxyExceptions(false, List.of());

  private static final int ANY = 0;

  public ProxyExceptions {
    rules = List.copyOf(rules);
  }

  /// One element of the list.
  public sealed interface Rule {
    /// A name and all that end with it; with a dot in front only those.
    ///
    /// @param port 0 for all
    record Name(String suffix, boolean itself, int port) implements Rule {}

    /// Addresses that begin with the same bits.
    ///
    /// @param port 0 for all
    record Network(InetAddress begin, int bits, int port) implements Rule {}
  }

  /// Reads names, addresses and networks with commas or blanks between them: `*`, `example.com`,
  /// `.example.com`, `host:8080`, `10.0.0.0/8`, `[::1]:80`, `fd00::/8`. What is none of these
  /// matches nothing.
  public static ProxyExceptions parse(String text) {
    boolean all = false;
    var rules = new ArrayList<Rule>();
    for (String each : text.split("[\\s,]+", -1)) {
      all |= each.equals("*");
      rule(each.toLowerCase(Locale.ROOT)).ifPresent(rules::add);
    }
    return new ProxyExceptions(all, rules);
  }

  /// Is this one of them?
  public boolean has(Address.Tcp address) {
    String host = address.host().toLowerCase(Locale.ROOT);
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    Optional<InetAddress> number = number(name);
    boolean loopback =
        Loopback.names(name) || number.filter(InetAddress::isLoopbackAddress).isPresent();
    return all
        || loopback
        || rules.stream().anyMatch(each -> matches(each, name, number, address.port()));
  }

  private static boolean matches(Rule rule, String name, Optional<InetAddress> number, int port) {
    return switch (rule) {
      case Rule.Name(String suffix, boolean itself, int only) ->
          (only == ANY || only == port)
              && ((itself && name.equals(suffix)) || name.endsWith("." + suffix));
      case Rule.Network(InetAddress begin, int bits, int only) ->
          (only == ANY || only == port)
              && number.filter(each -> sameBits(begin, each, bits)).isPresent();
    };
  }

  private static boolean sameBits(InetAddress one, InetAddress other, int bits) {
    byte[] a = one.getAddress();
    byte[] b = other.getAddress();
    boolean same = a.length == b.length;
    for (int i = 0; same && i < bits; i++) {
      int mask = 0x80 >> (i & 7);
      same = (a[i >> 3] & mask) == (b[i >> 3] & mask);
    }
    return same;
  }

  private static Optional<Rule> rule(String text) {
    int slash = text.indexOf('/');
    if (slash >= 0) {
      return number(text.substring(0, slash))
          .flatMap(begin -> network(begin, text.substring(slash + 1)));
    }
    Optional<InetAddress> whole = number(text);
    if (whole.isPresent()) {
      return whole.map(begin -> new Rule.Network(begin, 8 * begin.getAddress().length, ANY));
    }
    int colon = text.lastIndexOf(':');
    return colon < 0 ? named(text, ANY) : withPort(text.substring(0, colon), text, colon + 1);
  }

  private static Optional<Rule> network(InetAddress begin, String bits) {
    int count = digits(bits);
    boolean fits = count >= 0 && count <= 8 * begin.getAddress().length;
    return fits ? Optional.of(new Rule.Network(begin, count, ANY)) : Optional.empty();
  }

  private static Optional<Rule> withPort(String host, String text, int from) {
    int port = digits(text.substring(from));
    if (port <= 0) {
      return Optional.empty();
    }
    Optional<InetAddress> number = number(host);
    return number.isEmpty()
        ? named(host, port)
        : number.map(begin -> new Rule.Network(begin, 8 * begin.getAddress().length, port));
  }

  private static Optional<Rule> named(String text, int port) {
    String suffix = text.startsWith("*.") ? text.substring(1) : text;
    boolean itself = !suffix.startsWith(".");
    String name = itself ? suffix : suffix.substring(1);
    return name.isEmpty() || name.indexOf('*') >= 0
        ? Optional.empty()
        : Optional.of(new Rule.Name(name, itself, port));
  }

  private static int digits(String text) {
    boolean number = !text.isEmpty() && text.length() <= 5 && Bytes.all(text, Bytes::isDigit);
    return number ? Integer.parseInt(text) : -1;
  }

  private static Optional<InetAddress> number(String host) {
    String bare =
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    boolean literal = bare.indexOf(':') >= 0 || Bytes.all(bare, c -> c == '.' || Bytes.isDigit(c));
    try {
      return literal ? Optional.of(InetAddress.ofLiteral(bare)) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
