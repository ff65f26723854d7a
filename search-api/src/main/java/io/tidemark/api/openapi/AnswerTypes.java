/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.github.therapi.runtimejavadoc.ClassJavadoc;
import com.github.therapi.runtimejavadoc.Comment;
import com.github.therapi.runtimejavadoc.CommentFormatter;
import com.github.therapi.runtimejavadoc.RuntimeJavadoc;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Names and describes the schemas of answers. A record inside another is named after both, so that
 * the points of two routes are two schemas.
 */
final class AnswerTypes extends TypeNameResolver {

  private static final SnakeCaseStrategy SNAKE_CASE = new SnakeCaseStrategy();
  private static final CommentFormatter TEXT = new CommentFormatter();

  /** One for all: the library keeps what resolves types for the whole JVM, too. */
  private static final Map<String, Class<?>> NAMED = new ConcurrentHashMap<>();

  @Override
  protected String nameForClass(Class<?> type, Set<Options> options) {
    String name = name(type);
    Class<?> before = NAMED.putIfAbsent(name, type);
    if (before != null && before != type) {
      throw new IllegalStateException(
          "Two schemas of one name: " + before.getName() + " and " + type.getName());
    }
    return name;
  }

  private static String name(Class<?> type) {
    if (type.getEnclosingClass() == null) {
      return type.getSimpleName();
    }
    String outer = type.getEnclosingClass().getSimpleName().replaceAll("(Answer|Controller)$", "");
    String inner = type.getSimpleName();
    return inner.startsWith(outer) ? inner : outer + inner;
  }

  /** Says of each member what it means, whether it is always there, and whether it may be null. */
  @SuppressWarnings("rawtypes") // As the library hands them out.
  void describeSchemas(Map<String, Schema> schemas) {
    NAMED.forEach(
        (name, type) -> {
          if (type.isRecord() && schemas.containsKey(name)) {
            describeSchemas(schemas.get(name), type);
          }
        });
  }

  private static void describeSchemas(Schema<?> schema, Class<?> type) {
    schema.addType("object");
    schema.setDescription(text(RuntimeJavadoc.getJavadoc(type).getComment()));
    List<String> always = new ArrayList<>();
    members(type).forEach(member -> describeSchemas(schema, member, always));
    schema.setRequired(always);
  }

  private static Stream<RecordComponent> members(Class<?> type) {
    return Stream.of(type.getRecordComponents())
        .flatMap(
            component ->
                component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)
                    ? members(component.getType())
                    : Stream.of(component));
  }

  private static void describeSchemas(
      Schema<?> schema, RecordComponent member, List<String> always) {
    String name = name(member);
    Schema<?> described = (Schema<?>) schema.getProperties().get(name);
    if (described == null) {
      throw new IllegalStateException("No member " + name + " in " + schema.getName());
    }
    String comment = comment(member);
    if (!comment.isEmpty()) {
      described.setDescription(comment);
    }
    if (described.getAdditionalProperties() instanceof Schema<?> value && isText(value)) {
      // Keys of groups: a dimension may be unknown.
      described.setAdditionalProperties(orNull(value));
    }
    if (described.getAdditionalProperties() instanceof Schema<?> value && isAnyNumber(value)) {
      value.addType("number");
      value.addType("string");
      value.addType("null");
    }
    if (member.getType() == Number.class) {
      // A count or a ratio is a number; money is decimal text.
      described.addType("string");
    }
    if (mayBeAbsent(member)) {
      return;
    }
    always.add(name);
    if (mayBeNull(member)) {
      schema.getProperties().put(name, orNull(described));
    }
  }

  /** Words of the language cannot name members of records: annotations do. */
  private static String name(RecordComponent member) {
    JsonProperty said = member.getAccessor().getAnnotation(JsonProperty.class);
    return said == null ? SNAKE_CASE.translate(member.getName()) : said.value();
  }

  private static String comment(RecordComponent member) {
    ClassJavadoc comments = RuntimeJavadoc.getJavadoc(member.getDeclaringRecord());
    return comments.getRecordComponents().stream()
        .filter(comment -> comment.getName().equals(member.getName()))
        .findFirst()
        .map(comment -> text(comment.getComment()))
        .orElse("");
  }

  /** Comments have HTML for code; descriptions are Markdown. */
  private static String text(Comment comment) {
    return TEXT.format(comment).replaceAll("</?code>", "`").replaceAll("\\s+", " ").strip();
  }

  private static boolean mayBeAbsent(RecordComponent member) {
    JsonInclude own = member.getAccessor().getAnnotation(JsonInclude.class);
    JsonInclude all = member.getDeclaringRecord().getAnnotation(JsonInclude.class);
    return (own != null || all != null) && !mustBeThere(member);
  }

  private static boolean mustBeThere(RecordComponent member) {
    return member.getType().isEnum();
  }

  /** Boxed numbers are null where nothing is known; of other types the annotation says so. */
  private static boolean mayBeNull(RecordComponent member) {
    io.swagger.v3.oas.annotations.media.Schema said =
        member.getAccessor().getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
    return Number.class.isAssignableFrom(member.getType()) || (said != null && said.nullable());
  }

  private static boolean isText(Schema<?> schema) {
    return "string".equals(schema.getType());
  }

  /** A metric of any kind; numbers of one kind have a format. */
  private static boolean isAnyNumber(Schema<?> schema) {
    return "number".equals(schema.getType()) && schema.getFormat() == null;
  }

  private static Schema<?> orNull(Schema<?> schema) {
    if (schema.get$ref() == null && schema.getType() != null) {
      schema.addType(schema.getType());
      schema.addType("null");
      return schema;
    }
    Schema<?> nothing = new Schema<>();
    nothing.addType("null");
    Schema<Object> either = new Schema<>();
    either.setDescription(schema.getDescription());
    schema.setDescription(null);
    either.addAnyOfItem(schema);
    either.addAnyOfItem(nothing);
    return either;
  }
}
