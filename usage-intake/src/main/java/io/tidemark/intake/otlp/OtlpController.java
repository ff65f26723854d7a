/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.otlp;

import io.tidemark.intake.IntakeProperties;
import io.tidemark.intake.access.Access;
import io.tidemark.intake.access.Gatekeeper;
import io.tidemark.intake.access.Spending;
import io.tidemark.intake.reading.FormatReaders;
import io.tidemark.intake.reading.Outcome;
import io.tidemark.intake.reading.OutcomeWriter;
import io.tidemark.intake.request.BodyCharset;
import io.tidemark.intake.request.BodyReader;
import io.tidemark.intake.request.IntakeException;
import io.tidemark.intake.sources.SourceLog;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** OTLP over HTTP: traces, logs and metrics, in protobuf and JSON. */
@RestController
class OtlpController {

  private static final Logger LOG = LoggerFactory.getLogger(OtlpController.class);

  private final Gatekeeper gatekeeper;
  private final BodyReader bodies;
  private final FormatReaders readers;
  private final OutcomeWriter writer;
  private final SourceLog sources;
  private final int maxItems;

  OtlpController(
      Gatekeeper gatekeeper,
      BodyReader bodies,
      FormatReaders readers,
      OutcomeWriter writer,
      SourceLog sources,
      IntakeProperties properties) {
    this.gatekeeper = gatekeeper;
    this.bodies = bodies;
    this.readers = readers;
    this.writer = writer;
    this.sources = sources;
    maxItems = properties.maxItems();
  }

  @PostMapping("/v1/traces")
  void receiveTraces(HttpServletRequest request, HttpServletResponse response) throws IOException {
    answerRequest(OtlpSignal.TRACES, request, response);
  }

  @PostMapping("/v1/metrics")
  void receiveMetrics(HttpServletRequest request, HttpServletResponse response) throws IOException {
    answerRequest(OtlpSignal.METRICS, request, response);
  }

  @PostMapping("/v1/logs")
  void receiveLogs(HttpServletRequest request, HttpServletResponse response) throws IOException {
    answerRequest(OtlpSignal.LOGS, request, response);
  }

  private void answerRequest(
      OtlpSignal signal, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    OtlpAnswer answer = OtlpAnswer.ofType(request.getContentType());
    try {
      answer.writeAnswer(response, signal, receiveSignal(signal, request));
    } catch (IntakeException failure) {
      bodies.discardBody(request, failure.status());
      answer.writeAnswer(response, failure);
    } catch (RuntimeException failure) {
      LOG.error("A request failed through a fault of the service itself", failure);
      answer.writeAnswer(
          response, IntakeException.createError(500, "The service failed; its log says why."));
    }
  }

  private Outcome receiveSignal(OtlpSignal signal, HttpServletRequest request) throws IOException {
    Access access = gatekeeper.authenticateRequest(request);
    Outcome outcome =
        sources.observeRequest(
            access,
            () ->
                gatekeeper.admitRequest(
                    access, spending -> receiveSignal(access, spending, signal, request)));
    if (outcome.isForbidden()) {
      throw IntakeException.createError(403, outcome.listed().get(0).message() + ".");
    }
    return outcome;
  }

  private Outcome receiveSignal(
      Access access, Spending spending, OtlpSignal signal, HttpServletRequest request)
      throws IOException {
    if (!OtlpAnswer.isKnown(request.getContentType())) {
      throw IntakeException.createError(
          415, "Content-Type must be application/x-protobuf or application/json.");
    }
    boolean json = OtlpAnswer.ofType(request.getContentType()) == OtlpAnswer.JSON;
    try (BodyReader.Body body = bodies.readBody(request)) {
      if (json) {
        BodyCharset.requireUtf8(request, body.bytes());
      }
      Outcome outcome = readBody(access, spending, signal, json, body);
      outcome.keepOnlyRecords();
      writer.writeOutcome(signal.workload, signal.format, outcome);
      return outcome;
    }
  }

  private Outcome readBody(
      Access access, Spending spending, OtlpSignal signal, boolean json, BodyReader.Body body) {
    Envelope envelope = createEnvelope(spending, signal, json, body);
    Outcome outcome = new Outcome(body.share());
    readItems(signal, access, envelope, outcome);
    return outcome;
  }

  /**
   * A request as the formats of the job read it.
   *
   * @param items how many it holds, without those that are left out
   * @param hasWhole whether any of them can be an item of the signal
   * @param problems one reason for each item that is left out
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Envelope(byte[] json, int items, boolean hasWhole, List<String> problems) {}

  private Envelope createEnvelope(
      Spending spending, OtlpSignal signal, boolean json, BodyReader.Body body) {
    OtlpRequest read = parseBody(signal, json, body);
    int items = OtlpMessages.countItems(read.message(), signal);
    spending.spendItems(items);
    byte[] envelope = OtlpJsonWriter.writeMessage(read.message(), body.share());
    body.share().keepOnly(envelope.length);
    boolean hasWhole = OtlpMessages.hasWholeItem(read.message(), signal);
    return new Envelope(envelope, items, hasWhole, read.problems());
  }

  private OtlpRequest parseBody(OtlpSignal signal, boolean json, BodyReader.Body body) {
    OtlpLimits limits = new OtlpLimits(signal, maxItems, body.share());
    byte[] bytes = body.takeBytes();
    OtlpRequest read =
        json
            ? new OtlpJsonReader(signal, limits).readRequest(bytes)
            : OtlpMessages.parseRequest(signal, bytes, limits);
    // The messages hold their texts, but no longer the body.
    body.share().giveBack(bytes.length);
    return read;
  }

  private void readItems(OtlpSignal signal, Access access, Envelope envelope, Outcome outcome) {
    int items = envelope.items();
    if (items > 0) {
      List<byte[]> record = List.of(envelope.json());
      readers.readItems(signal.workload, signal.format, access.sender(), record, outcome, true);
      outcome.ignoreItems(Math.max(0, items - outcome.accepted() - outcome.rejected()));
    }
    envelope.problems().forEach(problem -> outcome.rejectItem(-1, "malformed", problem));
    boolean allIgnored = items > 0 && outcome.accepted() + outcome.rejected() == 0;
    if (allIgnored && !envelope.hasWhole()) {
      throw IntakeException.createError(
          400,
          "No span has ids, or no log record a time: /v1/traces, /v1/metrics and /v1/logs read one"
              + " signal each.");
    }
  }
}
