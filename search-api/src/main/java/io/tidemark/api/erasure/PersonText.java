/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.api.scim.ScimId;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Replaces the id of a person in documents of people's own making, such as settings and messages. A
 * member that names a person is replaced when it is the id; a text, where the id stands as a word.
 */
final class PersonText {

  /** Members whose value may be the id of a person. */
  private static final Set<String> NAMING =
      Set.of(
          "user_id",
          "not_user_id",
          "user_ids",
          "user",
          "users",
          "approvers",
          "asked_by",
          "requested_by",
          "decided_by",
          "changed_by",
          "acknowledged_by",
          "created_by",
          "received_by",
          "by",
          "manager",
          "managers",
          "owner",
          "may_view",
          "target",
          "value",
          "values",
          "key",
          "group",
          "groups",
          "breaching");

  /** Members with text in which the id may stand. */
  private static final Set<String> TEXTS =
      Set.of(
          "subject",
          "link",
          "text",
          "title",
          "summary",
          "message",
          "payload",
          "reason",
          "comment",
          "note",
          "description",
          "parameters",
          "last_error");

  /** Members next to the id of a person, in messages of identity providers, that name it, too. */
  private static final Set<String> NAMES_OF_VALUE = Set.of("display", "displayName", "$ref");

  private static final String VALUE = "value";

  /** Mail addresses of a channel. */
  private static final String RECEIVERS = "to";

  private static final String MAIL = "mail";
  private static final String ENABLED = "enabled";

  /** No mail server has this domain (RFC 2606). */
  private static final String NOWHERE = "@erased.invalid";

  /** Stands before the value that a group is, in states of monitors. */
  private static final String GROUP = "=";

  private static final String WITHOUT_SPACES =
      "\\p{IsIdeographic}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}";

  /** Next to an id, they belong to another one. */
  private static final String OF_ID = "[\\p{L}\\p{N}_@-]";

  /**
   * The same next to a letter of other scripts: Chinese, Japanese and Korean set no spaces there.
   */
  private static final String OF_SPACED_ID = "[" + OF_ID + "&&[^" + WITHOUT_SPACES + "]]";

  /** One byte of a letter outside of ASCII, as links encode it. */
  private static final String ENCODED_LETTER = "%[89A-Fa-f][0-9A-Fa-f]";

  private final String user;
  private final String replacement;

  /** That of messages of identity providers; mostly the id itself. */
  private final String scimId;

  /** All forms in which texts have the id. */
  private final List<String> forms;

  private final Pattern word;

  PersonText(String user, String replacement) {
    this.user = user;
    this.replacement = replacement;
    this.scimId = ScimId.ofName(user);
    this.forms = Stream.of(user, URLEncoder.encode(user, UTF_8), scimId).distinct().toList();
    this.word =
        Pattern.compile(forms.stream().map(PersonText::asWord).collect(Collectors.joining("|")));
  }

  private static String asWord(String form) {
    String first = form.substring(0, form.offsetByCodePoints(0, 1));
    String last = form.substring(form.offsetByCodePoints(form.length(), -1));
    boolean endsEncoded = form.lastIndexOf('%') >= 0 && form.lastIndexOf('%') == form.length() - 3;
    return "(?<!%s)%s(?!%s)"
        .formatted(edge(first, first.equals("%")), Pattern.quote(form), edge(last, endsEncoded));
  }

  private static String edge(String letter, boolean encoded) {
    String ofId = letter.matches("[" + WITHOUT_SPACES + "]") ? OF_ID : OF_SPACED_ID;
    return encoded ? ofId + "|" + ENCODED_LETTER : ofId;
  }

  /** Whether a text has the id as a word. */
  boolean isIn(String text) {
    // Most texts have nothing of the id, and are searched for it by every sweep.
    return forms.stream().anyMatch(text::contains) && word.matcher(text).find();
  }

  /** The text with the id replaced. */
  String replaceIn(String text) {
    return word.matcher(text).replaceAll(Matcher.quoteReplacement(replacement));
  }

  /**
   * Replaces the id in a document.
   *
   * @return whether there was one
   */
  boolean replaceIn(ObjectNode document) {
    boolean found = false;
    for (String name : document.propertyNames().toArray(String[]::new)) {
      JsonNode value = document.path(name);
      Optional<JsonNode> next = replace(name, value);
      next.ifPresent(replaced -> document.set(name, replaced));
      if (next.isPresent() && name.equals(VALUE)) {
        document.remove(NAMES_OF_VALUE);
      }
      found |= next.isPresent() || replaceInside(name, value);
      found |= renameGroup(document, name);
      found |= removeReceiver(document, name);
    }
    return found;
  }

  /** Groups stand as names of members in states of monitors. */
  private boolean renameGroup(ObjectNode document, String name) {
    if (!name.equals(GROUP + user)) {
      return false;
    }
    JsonNode state = document.remove(name);
    if (!document.has(GROUP + replacement)) {
      document.set(GROUP + replacement, state);
    }
    return true;
  }

  /** A pseudonym receives no mail: a channel without other receivers is disabled. */
  private boolean removeReceiver(ObjectNode document, String name) {
    if (!name.equals(RECEIVERS)
        || !document.path("type").asString("").equals(MAIL)
        || !(document.path(name) instanceof ArrayNode receivers)) {
      return false;
    }
    List<JsonNode> others = new ArrayList<>();
    receivers.forEach(
        receiver -> {
          if (!receiver.asString("").equalsIgnoreCase(user)) {
            others.add(receiver);
          }
        });
    if (others.size() == receivers.size()) {
      return false;
    }
    receivers.removeAll().addAll(others);
    if (others.isEmpty()) {
      receivers.add(replacement + NOWHERE);
      document.put(ENABLED, false);
    }
    return true;
  }

  private boolean replaceInside(String name, JsonNode value) {
    if (value instanceof ObjectNode object) {
      return replaceIn(object);
    }
    boolean found = false;
    if (value instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        Optional<JsonNode> next = replace(name, array.get(i));
        if (next.isPresent()) {
          array.set(i, next.get());
        }
        found |= next.isPresent() || replaceInside(name, array.get(i));
      }
    }
    return found;
  }

  /** Empty when nothing is to be replaced. */
  private Optional<JsonNode> replace(String name, JsonNode value) {
    if (!value.isString()) {
      return Optional.empty();
    }
    String text = value.asString();
    if (NAMING.contains(name) && (text.equals(user) || text.equals(scimId))) {
      return Optional.of(StringNode.valueOf(replacement));
    }
    if (NAMING.contains(name) && text.equals(GROUP + user)) {
      return Optional.of(StringNode.valueOf(GROUP + replacement));
    }
    return TEXTS.contains(name) && isIn(text)
        ? Optional.of(StringNode.valueOf(replaceIn(text)))
        : Optional.empty();
  }
}
