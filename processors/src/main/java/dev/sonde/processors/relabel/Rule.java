package dev.sonde.processors.relabel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/// One rule, compiled. Immutable.
sealed interface Rule {
  /// Changes the labels; false ends them.
  boolean apply(LabelSet labels);

  /// Compiles a rule that has no mistakes.
  static Rule of(RelabelConfig config) {
    return of(config, Expression.of(config.regex()));
  }

  /// The same with an expression that is compiled already.
  static Rule of(RelabelConfig config, Expression regex) {
    var source = new Source(config.sourceLabels(), config.separator());
    String target = config.targetLabel();
    return switch (config.action()) {
      case REPLACE ->
          new Replace(
              source,
              regex,
              new Template(target, regex),
              new Template(config.replacement(), regex),
              config.naming());
      case KEEP -> new Filter(source, regex, true);
      case DROP -> new Filter(source, regex, false);
      case KEEPEQUAL -> new Compare(source, target, true);
      case DROPEQUAL -> new Compare(source, target, false);
      case HASHMOD -> new Hash(source, target, config.modulus());
      case LABELMAP -> new MapNames(regex, new Template(config.replacement(), regex));
      case LABELDROP -> new FilterNames(regex, false);
      case LABELKEEP -> new FilterNames(regex, true);
      case LOWERCASE -> new Letters(source, target, false);
      case UPPERCASE -> new Letters(source, target, true);
    };
  }

  /// The values that a rule looks at, as one text.
  record Source(List<String> names, String separator) {
    String of(LabelSet labels) {
      if (names.size() == 1) {
        return labels.value(names.getFirst());
      }
      var joined = new StringBuilder();
      for (int i = 0; i < names.size(); i++) {
        joined.append(i == 0 ? "" : separator).append(labels.value(names.get(i)));
      }
      return joined.toString();
    }
  }

  record Replace(
      Source source, Expression regex, Template target, Template replacement, LabelNaming naming)
      implements Rule {
    @Override
    public boolean apply(LabelSet labels) {
      List<String> groups = regex.groups(source.of(labels));
      if (!groups.isEmpty()) {
        String name = target.expand(groups);
        if (naming.allows(name)) {
          labels.set(name, replacement.expand(groups));
        }
      }
      return true;
    }
  }

  record Filter(Source source, Expression regex, boolean wanted) implements Rule {
    @Override
    public boolean apply(LabelSet labels) {
      return regex.matches(source.of(labels)) == wanted;
    }
  }

  record Compare(Source source, String target, boolean wanted) implements Rule {
    @Override
    public boolean apply(LabelSet labels) {
      return labels.value(target).equals(source.of(labels)) == wanted;
    }
  }

  record Hash(Source source, String target, long modulus) implements Rule {
    @Override
    public boolean apply(LabelSet labels) {
      labels.set(target, Long.toUnsignedString(part(source.of(labels), modulus)));
      return true;
    }

    private static long part(String text, long modulus) {
      try {
        byte[] hash =
            MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
        return Long.remainderUnsigned(ByteBuffer.wrap(hash).getLong(Long.BYTES), modulus);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has MD5", e);
      }
    }
  }

  record MapNames(Expression regex, Template replacement) implements Rule {
    @Override
    public boolean apply(LabelSet labels) {
      labels
          .copy()
          .forEach((name, value) -> {
            List<String> groups = regex.groups(name);
            String becomes = groups.isEmpty() ? "" : replacement.expand(groups);
            if (!becomes.isEmpty()) {
              labels.set(becomes, value);
            }
          });
      return true;
    }
  }

  record FilterNames(Expression regex, boolean wanted) implements Rule {
    @Override
    public boolean apply(LabelSet labels) {
      List<String> gone = new ArrayList<>();
      labels.forEach((name, _) -> {
        if (regex.matches(name) != wanted) {
          gone.add(name);
        }
      });
      gone.forEach(labels::remove);
      return true;
    }
  }

  /// Letter by letter, as Go does: Java's own would make two of some.
  record Letters(Source source, String target, boolean upper) implements Rule {
    @Override
    public boolean apply(LabelSet labels) {
      var changed = new StringBuilder();
      source
          .of(labels)
          .codePoints()
          .map(each -> upper ? Character.toUpperCase(each) : Character.toLowerCase(each))
          .forEach(changed::appendCodePoint);
      labels.set(target, changed.toString());
      return true;
    }
  }
}
