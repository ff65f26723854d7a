/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.http.HttpEntity;
import org.apache.http.HttpResponse;
import org.apache.http.HttpStatus;
import org.apache.http.entity.ContentType;
import org.apache.http.nio.ContentDecoder;
import org.apache.http.nio.IOControl;
import org.apache.http.nio.entity.NByteArrayEntity;
import org.apache.http.nio.protocol.AbstractAsyncResponseConsumer;
import org.apache.http.protocol.HttpContext;

/**
 * Hands the bytes of one answer to its tree as they arrive. It never fails the exchange: the client
 * would take the node for dead, and an unchecked exception would end the client's reading threads.
 * The rest of an answer that is not wanted is read and dropped.
 */
final class AnswerConsumer extends AbstractAsyncResponseConsumer<HttpResponse> {

  private static final int CHUNK = 32 << 10;

  /** Text of an error that is kept for the log. */
  private static final int LONGEST_ERROR = 16 << 10;

  private final AnswerTree tree;
  private final byte[] chunk = new byte[CHUNK];
  private final ByteArrayOutputStream error = new ByteArrayOutputStream();
  private HttpResponse response;
  private RuntimeException unreadable;

  AnswerConsumer(AnswerTree tree) {
    this.tree = tree;
  }

  AnswerTree tree() {
    return tree;
  }

  /** Why the answer could not be read; null when it could. */
  RuntimeException unreadable() {
    return unreadable;
  }

  @Override
  protected void onResponseReceived(HttpResponse received) {
    response = received;
  }

  @Override
  protected void onEntityEnclosed(HttpEntity entity, ContentType type) {
    // Nothing depends on the announced length.
  }

  @Override
  protected void onContentReceived(ContentDecoder decoder, IOControl control) throws IOException {
    // Not all that has arrived: the answers to other requests are read by the same thread.
    int read = decoder.read(ByteBuffer.wrap(chunk));
    if (read > 0) {
      accept(read);
    }
  }

  private void accept(int length) {
    if (isError()) {
      error.write(chunk, 0, Math.min(length, LONGEST_ERROR - error.size()));
    }
    if (unreadable == null) {
      try {
        tree.feed(chunk, length);
      } catch (RuntimeException e) {
        unreadable = e;
      }
    }
  }

  private boolean isError() {
    return response.getStatusLine().getStatusCode() >= HttpStatus.SC_BAD_REQUEST;
  }

  @Override
  protected HttpResponse buildResult(HttpContext context) {
    if (unreadable == null) {
      try {
        tree.end();
      } catch (RuntimeException e) {
        unreadable = e;
      }
    }
    response.setEntity(isError() ? new NByteArrayEntity(error.toByteArray()) : null);
    return response;
  }

  @Override
  protected void releaseResources() {
    // The tree is garbage with the request.
  }
}
