/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.archive.manifest.Digests;
import io.tidemark.testkit.http.LoopbackServer;
import io.tidemark.testkit.http.Reply;
import io.tidemark.testkit.http.Request;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** The part of S3 that archives use: objects, entity tags and conditions on them. */
final class FakeS3 implements AutoCloseable {

  private final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();
  private final LoopbackServer server = LoopbackServer.start(this::answer);
  private volatile boolean refusing;
  private volatile String authorization;

  URI uri() {
    return server.uri();
  }

  Map<String, byte[]> objects() {
    return objects;
  }

  /** How the last request was signed. */
  String authorization() {
    return authorization;
  }

  /** Answers 403 from now on. */
  void refuse() {
    refusing = true;
  }

  @Override
  public void close() {
    server.close();
  }

  private Reply answer(Request request) {
    authorization = request.header("authorization");
    if (refusing || authorization == null) {
      return error(403, "AccessDenied");
    }
    String key = request.path();
    byte[] object = objects.get(key);
    return switch (request.method()) {
      case "GET" -> object == null ? error(404, "NoSuchKey") : tagged(object, object);
      case "PUT" -> put(request, key, object);
      default -> error(405, "MethodNotAllowed");
    };
  }

  private Reply put(Request request, String key, byte[] before) {
    String required = request.header("if-match");
    boolean forNewOnly = "*".equals(request.header("if-none-match"));
    if ((forNewOnly && before != null)
        || (required != null && (before == null || !required.equals(tag(before))))) {
      return error(412, "PreconditionFailed");
    }
    objects.put(key, request.body());
    return tagged(request.body(), new byte[0]);
  }

  private static Reply tagged(byte[] object, byte[] body) {
    return Reply.of(200, "binary/octet-stream", body).with("ETag", tag(object));
  }

  private static String tag(byte[] object) {
    return '"' + Digests.of(object) + '"';
  }

  private static Reply error(int status, String code) {
    String xml = "<Error><Code>%s</Code><Message>%s</Message></Error>".formatted(code, code);
    return Reply.of(status, "application/xml", xml.getBytes(UTF_8));
  }
}
