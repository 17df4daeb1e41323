package dev.sonde.api;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Parameters of addresses whose values nobody should see, told by their names. Whatever shows an
/// address to people passes it through here. It rather hides too much.
public final class SecretParameters {
  private static final Pattern TELLING =
      Pattern.compile(
          "token|secret|pass|pwd|credential|cookie|key|auth|sig|hmac|jwt|bearer|session|accessid");

  private static final Set<String> TELLING_ALONE = Set.of("code", "sas", "sid", "pw", "otp", "pin");

  private static final Pattern PARAMETER = Pattern.compile("[?&;#]([^?&;#=\\s]+)=");
  private static final Pattern PASSWORD = Pattern.compile("(://)[^/?#@\\s]*@");
  private static final Pattern VALUE = Pattern.compile("[^&\\s]*");
  private static final int DEEPEST = 4;

  private SecretParameters() {}

  /// Is what a parameter of this name holds a secret? `X-Amz-Signature`, `apiKey` and `%73ig` say
  /// so; case and what is neither letter nor digit do not count.
  public static boolean isSecret(String name) {
    String plain = decoded(name).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    return TELLING.matcher(plain).find() || TELLING_ALONE.contains(plain);
  }

  /// An address, or text with addresses in it, without secrets: those in its query, in addresses
  /// that its parameters are, and names and passwords before a host.
  ///
  /// @param instead stands in their places
  public static String hidden(String text, String instead) {
    return hidden(text, instead, 0);
  }

  private static String hidden(String text, String instead, int depth) {
    String open = PASSWORD.matcher(text).replaceAll("$1" + Matcher.quoteReplacement(instead) + "@");
    var out = new StringBuilder();
    int at = 0;
    Matcher parameter = PARAMETER.matcher(open);
    while (parameter.find(at)) {
      out.append(open, at, parameter.end());
      Matcher value = VALUE.matcher(open).region(parameter.end(), open.length());
      at = parameter.end();
      if (isSecret(parameter.group(1))) {
        out.append(instead);
        at = value.lookingAt() ? value.end() : at;
      } else if (value.lookingAt() && value.group().indexOf('%') >= 0) {
        out.append(within(value.group(), instead, depth));
        at = value.end();
      }
    }
    return out.append(open, at, open.length()).toString();
  }

  /// A value that may be an address itself, written with `%XX`.
  private static String within(String value, String instead, int depth) {
    if (depth == DEEPEST) {
      return instead;
    }
    String plain = decoded(value);
    String hidden = hidden(plain, instead, depth + 1);
    return hidden.equals(plain) ? value : URLEncoder.encode(hidden, StandardCharsets.UTF_8);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return text;
    }
  }
}
