package dev.sonde.server.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Allowance;
import dev.sonde.api.Caller;
import dev.sonde.api.Labels;
import dev.sonde.api.Role;
import dev.sonde.api.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRingTest {
  @TempDir private Path folder;
  private Lock lock;

  @BeforeEach
  void open() {
    lock = new Lock(folder);
  }

  @Test
  void key_isFound_andNothingLikeIt() throws Exception {
    String secret = lock.add(Lock.wish("web-7", Role.READ));
    assertThat(caller(secret).key()).contains("web-7");
    assertThat(lock.ring.size()).isEqualTo(1);
    for (int i = 0; i < secret.length(); i++) {
      char other = secret.charAt(i) == 'x' ? 'y' : 'x';
      String forged = secret.substring(0, i) + other + secret.substring(i + 1);
      assertThat(lock.ring.find(forged)).isEqualTo(new Found.Unknown());
    }
    assertThat(lock.ring.find("")).isEqualTo(new Found.Unknown());
  }

  @Test
  void revokedKey_isUnknownAtOnce_andItsConnectionsAreToEnd() throws Exception {
    String secret = lock.add(Lock.wish("web-7", Role.READ));
    Caller caller = caller(secret);
    assertThat(caller.isWelcome()).isTrue();
    lock.revoke("web-7");
    assertThat(lock.ring.find(secret)).isEqualTo(new Found.Unknown());
    assertThat(caller.isWelcome()).isFalse();
    lock.add(Lock.wish("web-7", Role.READ));
    assertThat(caller.isWelcome()).isFalse();
  }

  @Test
  void key_endsAtItsTime() throws Exception {
    String secret = lock.add(Lock.lasting("guest", Duration.ofHours(1)));
    Caller caller = caller(secret);
    lock.time.pass(Duration.ofHours(1));
    assertThat(lock.ring.find(secret)).isInstanceOf(Found.Ended.class);
    assertThat(lock.ring.named("guest")).isInstanceOf(Found.Ended.class);
    assertThat(caller.isWelcome()).isFalse();
  }

  @Test
  void rotation_letsBothWorkForAWhile() throws Exception {
    String before = lock.add(Lock.wish("web-7", Role.READ));
    String after = lock.rotate("web-7", Duration.ofHours(24));
    assertThat(caller(before).allowance()).isSameAs(caller(after).allowance());
    lock.time.pass(Duration.ofHours(24));
    assertThat(lock.ring.find(before)).isInstanceOf(Found.Ended.class);
    assertThat(caller(after).key()).contains("web-7");
    String last = lock.rotate("web-7", Duration.ZERO);
    assertThat(lock.ring.find(after)).isEqualTo(new Found.Unknown());
    assertThat(caller(last).key()).contains("web-7");
  }

  @Test
  void secondRotation_doesNotLengthenTheFirst() throws Exception {
    String first = lock.add(Lock.wish("web-7", Role.READ));
    lock.rotate("web-7", Duration.ofHours(1));
    lock.rotate("web-7", Duration.ofHours(48));
    lock.time.pass(Duration.ofHours(1));
    assertThat(lock.ring.find(first)).isInstanceOf(Found.Ended.class);
  }

  @Test
  void chosenKeys_areFoundWithoutAnId() throws Exception {
    lock.take("old", "correct-horse");
    lock.take("older", "battery-staple");
    assertThat(caller("correct-horse").key()).contains("old");
    assertThat(caller("correct-horse").key()).contains("old");
    assertThat(caller("battery-staple").key()).contains("older");
    assertThat(lock.ring.find("correct-horsf")).isEqualTo(new Found.Unknown());
    lock.revoke("old");
    assertThat(lock.ring.find("correct-horse")).isEqualTo(new Found.Unknown());
  }

  @Test
  void chosenKey_thatAnotherHas_isRefused() throws Exception {
    lock.take("old", "correct-horse");
    assertThatThrownBy(() -> lock.take("new", "correct-horse")).hasMessageContaining("old has");
    assertThatThrownBy(() -> lock.take("new", "short")).hasMessageContaining("8 to 512");
    assertThatThrownBy(() -> lock.take("new", "two words")).hasMessageContaining("one word");
    assertThatThrownBy(() -> lock.take("new", "nul\0nul\0nul")).hasMessageContaining("one word");
  }

  @Test
  void keyOfAnotherHub_isTakenOverAsItIs(@TempDir Path other) throws Exception {
    String secret = new Lock(other).add(Lock.wish("web-7", Role.READ));
    Keys keys =
        lock.maker
            .add(Keys.NONE, Lock.wish("web-7", Role.READ), Optional.of(new Secret(secret)))
            .keys();
    assertThat(keys.stretch()).isEmpty();
    lock.place.change(_ -> keys);
    lock.ring.refresh();
    assertThat(caller(secret).key()).contains("web-7");
  }

  @Test
  void damagedFile_refusesEverybody_untilItIsMended() throws Exception {
    String secret = lock.add(Lock.wish("web-7", Role.READ));
    Caller caller = caller(secret);
    byte[] good = Files.readAllBytes(lock.place.file());
    Files.writeString(lock.place.file(), "{\"version\":1,\"keys\":[{\"name\":5}]}");
    lock.ring.refresh();
    assertThat(lock.ring.isReadable()).isFalse();
    assertThat(lock.ring.find(secret)).isEqualTo(new Found.Unreadable());
    assertThat(lock.ring.named("web-7")).isEqualTo(new Found.Unreadable());
    assertThat(caller.isWelcome()).isFalse();
    Files.write(lock.place.file(), good);
    lock.ring.refresh();
    assertThat(lock.ring.isReadable()).isTrue();
    assertThat(caller(secret).key()).contains("web-7");
  }

  @Test
  void limits_changeWithTheFile_andWhatIsUsedUpStays() throws Exception {
    lock.add(limited(1));
    lock.ring.named("web-7");
    Allowance before = known(lock.ring.named("web-7")).allowance();
    assertThat(before.take(1_000)).isEmpty();
    String text = Files.readString(lock.place.file());
    Files.writeString(
        lock.place.file(), text.replace("\"samples_per_second\":1", "\"samples_per_second\":100"));
    lock.ring.refresh();
    Allowance after = known(lock.ring.named("web-7")).allowance();
    assertThat(after).isSameAs(before);
    assertThat(after.take(1).orElseThrow()).isLessThan(Duration.ofSeconds(11));
  }

  @Test
  void lastUses_areKnownAfterARestart() throws Exception {
    String secret = lock.add(Lock.wish("web-7", Role.READ));
    caller(secret);
    long used = lock.time.wallMillis();
    new KeyWatch(lock.ring, () -> lock.place).write();
    assertThat(lock.place.uses()).containsEntry("web-7", used);
    var again = new Lock(folder);
    again.ring.refresh();
    assertThat(again.ring.size()).isEqualTo(1);
    assertThat(again.ring.uses().all()).containsEntry("web-7", used);
    Files.writeString(folder.resolve("keys.json.used"), "{\"web-7\":\"\0\",\"x\":1e99");
    assertThat(lock.place.uses()).isEmpty();
  }

  @Test
  void freshKeys_areNeverTheSame_andSayNothingOfTheirSecret() {
    var random = new Random(5);
    var seen = new HashSet<String>();
    for (int i = 0; i < 10_000; i++) {
      KeyText text = KeyText.fresh(random);
      assertThat(seen.add(text.reveal())).isTrue();
      assertThat(KeyText.parse(text.reveal())).contains(text);
      assertThat(text.toString()).doesNotContain(text.reveal().substring(18));
    }
  }

  @Test
  void missingFolder_isNoKeys_andIsNotMade() throws IOException {
    Path gone = folder.resolve("gone").resolve("keys.json");
    var ring = new KeyRing(() -> new KeyPlace(gone), lock.time, new Random(1));
    ring.refresh();
    assertThat(ring.isReadable()).isTrue();
    assertThat(ring.size()).isZero();
    assertThat(gone.getParent()).doesNotExist();
  }

  private static KeyWish limited(double rate) {
    return new KeyWish(
        "web-7",
        Set.of(Role.INGEST),
        Optional.empty(),
        new Allowance.Limits(OptionalDouble.of(rate), OptionalInt.empty(), List.of()),
        Labels.NONE,
        List.of());
  }

  private Caller caller(String secret) throws InterruptedException {
    return known(lock.ring.find(secret));
  }

  private static Caller known(Found found) {
    assertThat(found).isInstanceOf(Found.Known.class);
    return ((Found.Known) found).caller();
  }
}
