package dev.sonde.http.tls;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Takes PEM apart. Text around the blocks is let by, as OpenSSL writes it there.
final class PemReader {
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";
  private static final String ENCRYPTION = "DEK-Info:";
  private static final int MOST = 4_096;
  private static final int LONGEST_LABEL = 64;

  private final List<PemBlock> blocks = new ArrayList<>();
  private final StringBuilder body = new StringBuilder();
  private String label = "";
  private Optional<String> encryption = Optional.empty();
  private int begun;
  private int line;

  private PemReader() {}

  /// @throws Unusable when a block is damaged, or when there is none
  static List<PemBlock> read(byte[] content) throws Unusable {
    var reader = new PemReader();
    var lines = new String(content, StandardCharsets.ISO_8859_1).lines().iterator();
    while (lines.hasNext()) {
      reader.line(lines.next().strip());
    }
    return reader.ended(content);
  }

  private void line(String text) throws Unusable {
    line++;
    if (begun > 0) {
      inside(text);
    } else if (text.contains(BEGIN) && text.endsWith(DASHES)) {
      begin(text.substring(text.indexOf(BEGIN)));
    }
  }

  private void begin(String text) throws Unusable {
    String name = text.substring(BEGIN.length(), Math.max(BEGIN.length(), text.length() - 5));
    if (blocks.size() >= MOST) {
      throw new Unusable("has more than " + MOST + " blocks");
    }
    if (name.length() > LONGEST_LABEL || !name.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
      throw new Unusable("line " + line + ": is not the beginning of anything known");
    }
    label = name;
    begun = line;
    encryption = Optional.empty();
    body.setLength(0);
  }

  private void inside(String text) throws Unusable {
    if (text.equals(END + label + DASHES)) {
      blocks.add(new PemBlock(label, encryption, decoded(), begun));
      begun = 0;
    } else if (text.startsWith(DASHES)) {
      throw new Unusable("line " + line + ": " + what() + " does not end before this line");
    } else if (text.startsWith(ENCRYPTION)) {
      encryption = Optional.of(text.substring(ENCRYPTION.length()).strip());
    } else if (text.indexOf(':') < 0) {
      body.append(text);
    }
  }

  private byte[] decoded() throws Unusable {
    try {
      return Base64.getDecoder().decode(body.toString());
    } catch (IllegalArgumentException _) {
      throw new Unusable(what() + " is damaged: not base64");
    }
  }

  private String what() {
    return "the " + label + " that begins in line " + begun;
  }

  private List<PemBlock> ended(byte[] content) throws Unusable {
    if (begun > 0) {
      throw new Unusable("ends in the middle of " + what() + "; it is cut short");
    }
    if (blocks.isEmpty()) {
      throw new Unusable(instead(content));
    }
    return blocks;
  }

  private static String instead(byte[] content) {
    if (content.length == 0) {
      return "is empty";
    }
    return content[0] == 0x30
        ? "is DER or PKCS#12, not PEM; convert it with openssl x509, pkey or pkcs12"
        : "holds nothing in PEM, such as -----BEGIN CERTIFICATE-----";
  }
}
