/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.elasticsearch;

import io.tidemark.job.elasticsearch.BulkResponse.ErrorText;
import java.io.IOException;
import java.io.InputStream;
import org.apache.http.HttpEntity;
import org.apache.http.entity.ContentType;
import org.apache.http.nio.entity.NByteArrayEntity;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RequestOptions;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.ResponseListener;
import org.elasticsearch.client.RestClient;

/** The {@code _bulk} route of the cluster: one request, one answer, without any second attempt. */
final class BulkEndpoint {

  /** Makes Elasticsearch 8 read and answer as 7 does; 7.17 knows it, too. */
  private static final String COMPATIBLE = "; compatible-with=7";

  private static final ContentType BODY_TYPE =
      ContentType.parse("application/vnd.elasticsearch+x-ndjson" + COMPATIBLE);
  private static final RequestOptions OPTIONS =
      RequestOptions.DEFAULT.toBuilder()
          .addHeader("Accept", "application/vnd.elasticsearch+json" + COMPATIBLE)
          .build();

  private final RestClient client;

  BulkEndpoint(RestClient client) {
    this.client = client;
  }

  /** Called exactly once, on a thread of the HTTP client, which must not be held up. */
  interface Receiver {

    /** Elasticsearch says something of each document. */
    void answered(BulkResponse answer);

    /**
     * Nothing is known of any document.
     *
     * @param outcome on the request as a whole
     * @param status of the answer; 0 when there was none
     * @param error what is known of the fault
     */
    void failed(BulkItemOutcome outcome, int status, ErrorText error);

    /** Neither the cluster nor the network is at fault: the HTTP client has stopped, or we err. */
    void broken(Throwable failure);
  }

  void send(byte[] body, int documents, Receiver receiver) {
    Request request = new Request("POST", "/_bulk");
    request.addParameter("filter_path", BulkResponse.FILTER_PATH);
    request.setOptions(OPTIONS);
    request.setEntity(new NByteArrayEntity(body, BODY_TYPE));
    client.performRequestAsync(
        request,
        new ResponseListener() {
          @Override
          public void onSuccess(Response response) {
            guarded(receiver, () -> readAnswer(response, documents, receiver));
          }

          @Override
          public void onFailure(Exception failure) {
            guarded(receiver, () -> readFailure(failure, receiver));
          }
        });
  }

  /** An exception that reaches the HTTP client stops its threads silently and permanently. */
  private static void guarded(Receiver receiver, Runnable reading) {
    try {
      reading.run();
    } catch (RuntimeException e) {
      receiver.broken(e);
    }
  }

  private static void readAnswer(Response response, int documents, Receiver receiver) {
    BulkResponse answer;
    try (InputStream content = contentOf(response)) {
      answer = BulkResponse.read(content, documents);
    } catch (IOException e) {
      int status = response.getStatusLine().getStatusCode();
      receiver.failed(BulkItemOutcome.UNREADABLE, status, new ErrorText("answer", e.getMessage()));
      return;
    }
    receiver.answered(answer);
  }

  private static void readFailure(Exception failure, Receiver receiver) {
    if (failure instanceof ResponseException refusal) {
      Response response = refusal.getResponse();
      int status = response.getStatusLine().getStatusCode();
      ErrorText error = errorOf(response);
      receiver.failed(BulkItemOutcome.ofRequest(status, error.type()), status, error);
    } else if (failure instanceof IOException) {
      ErrorText error = new ErrorText(failure.getClass().getSimpleName(), failure.getMessage());
      receiver.failed(BulkItemOutcome.ofFailure(failure), 0, error);
    } else {
      receiver.broken(failure);
    }
  }

  private static ErrorText errorOf(Response response) {
    try (InputStream content = contentOf(response)) {
      return BulkResponse.readError(content);
    } catch (IOException expected) {
      return ErrorText.NONE;
    }
  }

  private static InputStream contentOf(Response response) throws IOException {
    HttpEntity entity = response.getEntity();
    return entity == null ? InputStream.nullInputStream() : entity.getContent();
  }
}
