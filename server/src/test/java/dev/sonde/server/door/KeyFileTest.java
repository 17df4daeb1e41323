package dev.sonde.server.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.sonde.api.Allowance;
import dev.sonde.api.Disk;
import dev.sonde.api.Glob;
import dev.sonde.api.Labels;
import dev.sonde.api.Role;
import dev.sonde.api.Secret;
import dev.sonde.http.Network;
import dev.sonde.testkit.FaultyDisk;
import dev.sonde.testkit.ManualTime;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {
  private static final String HASH = "ab".repeat(32);
  private static final String SECRET =
      "{'id':'0123456789','kind':'random','salt':'00','hash':'"
          + HASH
          + "','created':'2026-01-01T00:00:00Z'}";
  private static final String KEY =
      "{'name':'a','roles':['read'],'created':'2026-01-01T00:00:00Z','secrets':[" + SECRET + "]}";

  private final FaultyDisk disk = new FaultyDisk();
  private final KeyMaker maker =
      new KeyMaker(new ManualTime("2026-01-01T10:30:00Z"), new Random(1), 1_000);

  @Test
  void everything_comesBackAsItWasWritten() throws IOException {
    var wish =
        new KeyWish(
            "web-7.example",
            Set.of(Role.INGEST, Role.READ),
            Optional.of(Duration.ofDays(90)),
            new Allowance.Limits(
                OptionalDouble.of(1_000), OptionalInt.of(50), List.of(new Glob("app_\"*"))),
            Labels.of("env", "prod", "team", "ä \"quoted\" \\ \n"),
            List.of(Network.parse("10.0.0.0/8"), Network.parse("fd00::/8")));
    Keys written =
        file(disk)
            .change(
                before -> {
                  Keys one = maker.add(before, wish, Optional.empty()).keys();
                  Keys two =
                      maker
                          .add(one, Lock.wish("b", Role.ADMIN), Optional.of(new Secret("hunter22")))
                          .keys();
                  return maker.rotate(two, "b", Duration.ofDays(1), Optional.empty()).keys();
                },
                "a test");
    assertThat(written.all()).hasSize(2);
    assertThat(file(disk).read()).isEqualTo(written);
  }

  @Test
  void file_holdsNoSecret_andIsItsOwnersAlone(@TempDir Path folder) throws IOException {
    var lock = new Lock(folder);
    String secret = lock.add(Lock.wish("web-7", Role.READ));
    lock.take("old", "correct-horse");
    Path file = lock.place.file();
    assertThat(Files.readString(file))
        .doesNotContain(secret.substring(17))
        .doesNotContain("correct-horse");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void absentFile_isNoKeys() throws IOException {
    assertThat(file(disk).read()).isEqualTo(Keys.NONE);
  }

  @Test
  void powerCut_leavesTheKeysBeforeOrAfter() throws IOException {
    KeyFile file = file(disk);
    Keys before = file.change(keys -> add(keys, "a"), "a test");
    disk.sync();
    Keys after = file.change(keys -> add(keys, "b"), "a test");
    assertThat(disk.crashes()).allSatisfy(left -> assertThat(file(left).read()).isEqualTo(after));
    assertThat(after).isNotEqualTo(before);
  }

  @Test
  void failureAtAnyStep_leavesTheKeysBeforeOrAfter() throws IOException {
    for (int step = 1; step < 12; step++) {
      var failing = new FaultyDisk();
      Keys before = file(failing).change(keys -> add(keys, "a"), "a test");
      Keys wanted = add(before, "b");
      Disk dying = new DyingDisk(failing, step);
      try {
        file(dying).change(_ -> wanted, "a test");
      } catch (IOException _) {
        assertThat(failing.crashes())
            .allSatisfy(left -> assertThat(file(left).read()).isIn(before, wanted));
      }
    }
  }

  @Test
  void change_thatIsRefused_changesNothing() throws IOException {
    KeyFile file = file(disk);
    Keys before = file.change(keys -> add(keys, "a"), "a test");
    assertThatThrownBy(() -> file.change(keys -> add(keys, "a"), "a test"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sonde keys rotate a");
    assertThat(file.read()).isEqualTo(before);
  }

  @Test
  void secondProcess_isToldThatOneIsAtWork() throws IOException {
    try (var held = disk.lock("keys.json.lock", "process 1")) {
      assertThat(held).isNotNull();
      assertThatThrownBy(() -> file(disk).change(keys -> keys, "process 2"))
          .isInstanceOf(Disk.TakenException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "null",
        "[]",
        "{}",
        "{'version':2,'keys':[]}",
        "{'version':'1','keys':[]}",
        "{'version':1}",
        "{'version':1,'keys':{}}",
        "{'version':1,'keys':[1]}",
        "{'version':1,'keys':[{}]}",
        "{'version':1,'keys':[],'extra':1}",
        "{'version':1,'keys':[],'keys':[]}",
        "{'version':1,'keys':[],'stretch':{'salt':'zz','rounds':5}}",
        "{'version':1,'keys':[],'stretch':{'salt':'00','rounds':1e99}}"
      })
  void fileOfAnotherForm_isDamaged(String text) {
    damaged(text);
  }

  @Test
  void key_withAWrongMember_isDamaged() throws IOException {
    assertThat(read(whole(KEY)).all()).hasSize(1);
    change("'name':'a'", "'name':''");
    change("'name':'a'", "'name':'a b'");
    change("'name':'a'", "'name':7");
    change("'name':'a'", "'name':'a','wildcard':true");
    change("['read']", "[]");
    change("['read']", "['root']");
    change("['read']", "'read'");
    change("['read']", "[null]");
    change("'2026-01-01T00:00:00Z'", "'yesterday'");
    change("'roles'", "'expires':5,'roles'");
    change("'roles'", "'series':0,'roles'");
    change("'roles'", "'series':-1,'roles'");
    change("'roles'", "'series':1e30,'roles'");
    change("'roles'", "'samples_per_second':-1,'roles'");
    change("'roles'", "'samples_per_second':'1','roles'");
    change("'roles'", "'names':[''],'roles'");
    change("'roles'", "'networks':['10.0.0.0/99'],'roles'");
    change("'roles'", "'labels':['a'],'roles'");
    change("'roles'", "'labels':{'a':1},'roles'");
    change("'roles'", "'labels':{'__name__':'x'},'roles'");
    change("0123456789", "012345678");
    change("'random'", "'plain'");
    change("'salt':'00',", "");
    change(HASH, HASH + "00");
    change(HASH, "zz".repeat(32));
    change("'random'", "'chosen'");
    damaged(whole(KEY + "," + KEY));
    damaged(whole(KEY + "," + KEY.replace("'name':'a'", "'name':'b'")));
  }

  @Test
  void millionEntries_areRefusedWithoutBeingKept() {
    damaged(whole("1,".repeat(1_000_000) + "1"));
    damaged(whole("{},".repeat(200_000) + "{}"));
    damaged("[".repeat(1_000_000));
    damaged("{'version':1,'keys':[{'name':'" + "a".repeat(1_000_000) + "'}]}");
    damaged(" ".repeat(KeysReader.MOST_BYTES + 1));
  }

  @Test
  void bytesThatFlip_areNoticedOrHarmless() throws IOException {
    Keys keys = add(add(Keys.NONE, "a"), "b");
    byte[] good = KeysWriter.write(keys);
    var random = new Random(99);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bad = good.clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(KeysReader.read(bad).all()).hasSize(2);
      } catch (DamagedKeysException damaged) {
        assertThat(damaged.getMessage()).isNotBlank();
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(5_000);
  }

  private Keys add(Keys to, String name) {
    return maker.add(to, Lock.wish(name, Role.READ), Optional.empty()).keys();
  }

  private static KeyFile file(Disk disk) {
    return new KeyFile(disk, "keys.json", _ -> {});
  }

  private static String whole(String keys) {
    return "{'version':1,'keys':[" + keys + "]}";
  }

  private static void change(String from, String to) {
    String changed = KEY.replace(from, to);
    assertThat(changed).isNotEqualTo(KEY);
    damaged(whole(changed));
  }

  private static Keys read(String text) throws IOException {
    var disk = new FaultyDisk();
    try (Disk.File file = disk.create("keys.json")) {
      file.write(ByteBuffer.wrap(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8)), 0);
    }
    return file(disk).read();
  }

  private static void damaged(String text) {
    try {
      fail("read as %s", read(text));
    } catch (DamagedKeysException damaged) {
      assertThat(damaged.getMessage()).isNotBlank();
    } catch (IOException other) {
      fail(other);
    }
  }
}
