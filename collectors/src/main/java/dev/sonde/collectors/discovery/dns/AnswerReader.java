package dev.sonde.collectors.discovery.dns;

import dev.sonde.collectors.discovery.dns.MessageCursor.Nonsense;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads what came back, and believes only what answers the question: records of its name, or of
/// what its name stands for.
final class AnswerReader {
  private static final int HEAD = 12;
  private static final int ALIAS = 5;
  private static final int LONGEST_CHAIN = 16;
  private static final int RESPONSE = 0x8000;
  private static final int OPERATION = 0x7800;
  private static final int TRUNCATED = 0x0200;
  private static final int CODE = 0x000f;
  private static final int NO_SUCH_NAME = 3;

  private record Owned(String owner, Resource resource) {}

  private final MessageCursor in;
  private final Question question;
  private final Map<String, String> aliases = new HashMap<>();
  private final List<Owned> owned = new ArrayList<>();

  private AnswerReader(MessageCursor in, Question question) {
    this.in = in;
    this.question = question;
  }

  /// Pure; ends for all bytes.
  static Answer read(byte[] message, int length, Question question) {
    if (length < HEAD) {
      return new Answer.Unrelated();
    }
    try {
      return new AnswerReader(new MessageCursor(message, length), question).read();
    } catch (Nonsense e) {
      return new Answer.Malformed(String.valueOf(e.getMessage()));
    }
  }

  private Answer read() throws Nonsense {
    int id = in.u16();
    int flags = in.u16();
    int questions = in.u16();
    int answers = in.u16();
    in.skip(2 * Short.BYTES);
    int code = flags & CODE;
    if (id != question.id() || (flags & (RESPONSE | OPERATION)) != RESPONSE) {
      return new Answer.Unrelated();
    }
    boolean bare = questions == 0 && code != 0 && code != NO_SUCH_NAME;
    if (!bare && (questions != 1 || !sameQuestion())) {
      return new Answer.Unrelated();
    }
    return switch (code) {
      case 0 -> (flags & TRUNCATED) != 0 ? new Answer.Truncated() : found(answers);
      case NO_SUCH_NAME -> new Answer.NoSuchName();
      default -> new Answer.Failed(code);
    };
  }

  private boolean sameQuestion() throws Nonsense {
    boolean name = DomainName.same(in.name()).equals(DomainName.same(question.name()));
    boolean type = in.u16() == question.type().code;
    boolean internet = in.u16() == Question.INTERNET;
    return name && type && internet;
  }

  private Answer found(int answers) throws Nonsense {
    for (int i = 0; i < answers; i++) {
      resource();
    }
    Set<String> names = chain();
    return new Answer.Found(
        owned.stream()
            .filter(each -> names.contains(each.owner))
            .map(Owned::resource)
            .distinct()
            .toList());
  }

  private void resource() throws Nonsense {
    String owner = DomainName.same(in.name());
    int type = in.u16();
    boolean internet = in.u16() == Question.INTERNET;
    in.skip(Integer.BYTES);
    int length = in.u16();
    int from = in.at();
    if (internet && type == ALIAS) {
      aliases.putIfAbsent(owner, DomainName.same(in.name()));
    } else if (internet && type == question.type().code) {
      owned.add(new Owned(owner, data(length)));
    } else {
      in.skip(length);
    }
    if (in.at() - from != length) {
      throw new Nonsense("a record's length is wrong");
    }
  }

  private Resource data(int length) throws Nonsense {
    return switch (question.type()) {
      case A -> new Resource.Host(Addresses.version4(fixed(length, Addresses.VERSION_4)));
      case AAAA -> new Resource.Host(Addresses.version6(fixed(length, Addresses.VERSION_6)));
      case SRV -> service();
      case MX -> {
        in.skip(Short.BYTES);
        yield new Resource.MailServer(in.name());
      }
      case NS -> new Resource.NameServer(in.name());
    };
  }

  private Resource service() throws Nonsense {
    in.skip(2 * Short.BYTES);
    int port = in.u16();
    return new Resource.Service(in.name(), port);
  }

  private byte[] fixed(int length, int right) throws Nonsense {
    if (length != right) {
      throw new Nonsense("an address of " + length + " bytes");
    }
    return in.bytes(length);
  }

  /// The name asked for, and all that it stands for.
  private Set<String> chain() {
    var names = new HashSet<String>();
    @Nullable String name = DomainName.same(question.name());
    while (name != null && names.size() <= LONGEST_CHAIN && names.add(name)) {
      name = aliases.get(name);
    }
    return names;
  }
}
