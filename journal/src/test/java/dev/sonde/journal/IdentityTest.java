package dev.sonde.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Disk;
import dev.sonde.testkit.FaultyDisk;
import dev.sonde.testkit.Operation.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class IdentityTest {
  private final FaultyDisk disk = new FaultyDisk();
  private int made;

  @Test
  void identity_isMadeOnceAndKept() throws IOException {
    assertThat(of(disk, "machine")).isEqualTo(new UUID(0, 1));
    assertThat(of(disk, "machine")).isEqualTo(new UUID(0, 1));
    assertThat(of(disk, "")).isEqualTo(new UUID(0, 1));
    assertThat(disk.list()).containsExactly("identity");
  }

  @Test
  void otherMachine_isAnother() throws IOException {
    of(disk, "machine");
    assertThat(of(disk, "clone")).isEqualTo(new UUID(0, 2));
    assertThat(of(disk, "clone")).isEqualTo(new UUID(0, 2));
    assertThat(disk.list()).containsExactlyInAnyOrder("identity", "identity.old");
  }

  @Test
  void machineId_isNotWritten() throws IOException {
    of(disk, "secret-machine");
    assertThat(text()).doesNotContain("secret-machine").startsWith("sonde identity 1\ninstance ");
  }

  @Test
  void everyFlippedBit_isNoticed() throws IOException {
    of(disk, "machine");
    for (int at = 0; at < disk.size("identity"); at++) {
      var damaged = disk.kill();
      damaged.flip("identity", at, 1 << (at % 8));
      assertThat(of(damaged, "machine")).isNotEqualTo(new UUID(0, 1));
      assertThat(damaged.has("identity.old")).isTrue();
    }
  }

  @Test
  void otherContent_isSetAside() throws IOException {
    for (var each : new String[] {"", "x".repeat(100_000), "sonde identity 2\n"}) {
      var other = new FaultyDisk();
      try (var file = other.create("identity")) {
        file.write(ByteBuffer.wrap(each.getBytes(StandardCharsets.UTF_8)), 0);
      }
      var instance = of(other, "machine");
      assertThat(of(other, "machine")).isEqualTo(instance);
      assertThat(other.size("identity.old")).isEqualTo(each.length());
    }
  }

  @Test
  void readFailure_isNoReasonForAnother() throws IOException {
    of(disk, "machine");
    disk.failAll(Kind.READ, "Input/output error");
    assertThatThrownBy(() -> of(disk, "machine")).isInstanceOf(IOException.class);
    disk.heal();
    assertThat(of(disk, "machine")).isEqualTo(new UUID(0, 1));
  }

  @Test
  void powerCutAnywhere_neverLeavesADamagedOne() throws IOException {
    for (int stop = 0; stop <= 6; stop++) {
      var broken = new FaultyDisk();
      broken.powerOffAfter(stop);
      UUID instance = null;
      try {
        instance = of(broken, "machine");
      } catch (IOException powerOff) {
        assertThat(powerOff).hasMessage("the power is off");
      }
      for (var left : broken.crashes().toList()) {
        var found = of(left, "machine");
        assertThat(left.has("identity.old")).isFalse();
        assertThat(instance == null || found.equals(instance)).isTrue();
      }
    }
  }

  private UUID of(Disk where, String machineId) throws IOException {
    return Identity.of(where, machineId, () -> new UUID(0, ++made)).instance();
  }

  private String text() throws IOException {
    var bytes = ByteBuffer.allocate(1_000);
    try (var file = disk.read("identity")) {
      file.read(bytes, 0);
    }
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
  }
}
