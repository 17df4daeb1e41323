package dev.sonde.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a request line points at: decoded, with `.` and `..` resolved.
record Target(String path, Map<String, List<String>> parameters, Optional<String> authority) {
  private static final String ALL = "*";

  static Target parse(String raw) throws Refusal {
    if (raw.startsWith("/")) {
      return local(raw, Optional.empty());
    }
    if (raw.equals(ALL)) {
      return new Target(ALL, Map.of(), Optional.empty());
    }
    return absolute(raw);
  }

  private static Target absolute(String raw) throws Refusal {
    int begin = raw.indexOf("://") + 3;
    String scheme = begin < 3 ? "" : raw.substring(0, begin - 3);
    if (!scheme.equalsIgnoreCase("http") && !scheme.equalsIgnoreCase("https")) {
      throw Refusal.bad("the target is neither a path nor an http URL");
    }
    int end = begin;
    while (end < raw.length() && raw.charAt(end) != '/' && raw.charAt(end) != '?') {
      end++;
    }
    String authority = raw.substring(begin, end);
    if (authority.isEmpty() || !Bytes.all(authority, Bytes::isHost)) {
      throw Refusal.bad("the target has no valid host");
    }
    String rest = raw.substring(end);
    return local(rest.startsWith("/") ? rest : "/" + rest, Optional.of(authority));
  }

  private static Target local(String raw, Optional<String> authority) throws Refusal {
    if (raw.indexOf('#') >= 0) {
      throw Refusal.bad("the target has a fragment");
    }
    int question = raw.indexOf('?');
    String path = question < 0 ? raw : raw.substring(0, question);
    if (!Bytes.all(path, Bytes::isPath)) {
      throw Refusal.bad("the path has characters that must be percent-encoded");
    }
    return new Target(
        withoutDots(decode(path, false)),
        question < 0 ? Map.of() : query(raw.substring(question + 1)),
        authority);
  }

  private static Map<String, List<String>> query(String query) throws Refusal {
    var parameters = new LinkedHashMap<String, List<String>>();
    for (int from = 0; from < query.length(); ) {
      int to = query.indexOf('&', from);
      to = to < 0 ? query.length() : to;
      if (to > from) {
        int equals = query.indexOf('=', from);
        int nameEnd = equals < 0 || equals > to ? to : equals;
        parameters
            .computeIfAbsent(decode(query.substring(from, nameEnd), true), _ -> new ArrayList<>(1))
            .add(decode(query.substring(Math.min(nameEnd + 1, to), to), true));
      }
      from = to + 1;
    }
    parameters.replaceAll((_, values) -> List.copyOf(values));
    return parameters;
  }

  private static String withoutDots(String path) throws Refusal {
    if (!path.contains("/.")) {
      return path;
    }
    var kept = new ArrayDeque<String>();
    String[] segments = path.substring(1).split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      boolean dots = segments[i].equals(".") || segments[i].equals("..");
      if (segments[i].equals("..") && kept.pollLast() == null) {
        throw Refusal.bad("the path leads out of the root");
      }
      if (!dots) {
        kept.addLast(segments[i]);
      } else if (i == segments.length - 1) {
        kept.addLast("");
      }
    }
    return "/" + String.join("/", kept);
  }

  private static String decode(String text, boolean form) throws Refusal {
    if (text.indexOf('%') < 0) {
      return form ? text.replace('+', ' ') : text;
    }
    var bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        bytes.write(octet(text, i, form));
        i += 2;
      } else {
        bytes.write(form && c == '+' ? ' ' : c);
      }
    }
    return utf8(bytes.toByteArray());
  }

  private static int octet(String text, int at, boolean form) throws Refusal {
    int high = at + 2 < text.length() ? Bytes.hex(text.charAt(at + 1)) : -1;
    int low = at + 2 < text.length() ? Bytes.hex(text.charAt(at + 2)) : -1;
    int octet = high * 16 + low;
    if (high < 0 || low < 0 || octet == 0 || (!form && (octet < ' ' || octet == 0x7f))) {
      throw Refusal.bad("the target has a bad percent encoding");
    }
    return octet;
  }

  private static String utf8(byte[] bytes) throws Refusal {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      throw Refusal.bad("the target is not UTF-8");
    }
  }
}
