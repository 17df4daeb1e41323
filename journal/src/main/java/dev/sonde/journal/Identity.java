package dev.sonde.journal;

import dev.sonde.api.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whose running numbers these are: random, made with the folder, and made anew when the folder
/// turns up on another machine. The file says, in four lines of text, what it is, the instance, a
/// hash of the machine's id, and the checksum of those three.
record Identity(UUID instance) {
  static final String NAME = "identity";

  private static final Logger log = LoggerFactory.getLogger("sonde.journal");
  private static final String ASIDE = "identity.old";
  private static final String UNFINISHED = "identity.new";
  private static final int LONGEST = 4096;
  private static final Pattern FORM =
      Pattern.compile(
          "(sonde identity 1\ninstance ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\nmachine ([0-9a-f]{64})\n)"
              + "crc32c ([0-9a-f]{8})\n");

  /// @param machineId of this machine; empty when it is not known, which matches every machine
  /// @param random gives a new instance when one is needed
  static Identity of(Disk disk, String machineId, Supplier<UUID> random) throws IOException {
    if (!disk.has(NAME)) {
      return made(disk, machineId, random);
    }
    var form = FORM.matcher(text(disk));
    if (!form.matches() || !form.group(4).equals(crc(form.group(1)))) {
      return replaced(disk, machineId, random, "it is damaged, or of another version");
    }
    if (!machineId.isEmpty() && !isOf(machineId, form.group(3))) {
      return replaced(disk, machineId, random, "it was made on another machine");
    }
    return new Identity(UUID.fromString(form.group(2)));
  }

  private static boolean isOf(String machineId, String hash) {
    return hash.equals(hash(machineId)) || hash.equals(hash(""));
  }

  private static Identity replaced(Disk disk, String machineId, Supplier<UUID> random, String why)
      throws IOException {
    disk.rename(NAME, ASIDE);
    var made = made(disk, machineId, random);
    log.warn(
        "{} in {} can't be used: {}. It is kept as {}; this Sonde is now {}",
        NAME,
        disk.where(),
        why,
        ASIDE,
        made.instance());
    return made;
  }

  private static Identity made(Disk disk, String machineId, Supplier<UUID> random)
      throws IOException {
    var instance = random.get();
    var said = "sonde identity 1\ninstance " + instance + "\nmachine " + hash(machineId) + "\n";
    var bytes = (said + "crc32c " + crc(said) + "\n").getBytes(StandardCharsets.UTF_8);
    disk.delete(UNFINISHED);
    try (var file = disk.create(UNFINISHED)) {
      file.write(ByteBuffer.wrap(bytes), 0);
      file.sync();
    }
    disk.rename(UNFINISHED, NAME);
    disk.sync();
    return new Identity(instance);
  }

  private static String text(Disk disk) throws IOException {
    var bytes = ByteBuffer.allocate(LONGEST);
    try (var file = disk.read(NAME)) {
      file.read(bytes, 0);
    }
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
  }

  private static String crc(String text) {
    var crc = new CRC32C();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }

  private static String hash(String machineId) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var hash = digest.digest(machineId.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException every) {
      throw new IllegalStateException(every);
    }
  }
}
