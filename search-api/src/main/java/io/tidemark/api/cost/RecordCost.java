/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.cost;

import io.tidemark.api.workload.Workload;
import io.tidemark.model.modelcalls.Outcome;
import io.tidemark.model.pricing.Cost;
import io.tidemark.model.pricing.Money;
import io.tidemark.model.pricing.PriceBook;
import io.tidemark.model.pricing.PriceSubject;
import io.tidemark.model.pricing.Pricing;
import io.tidemark.model.pricing.Quantities;
import io.tidemark.model.schema.WorkloadSchema;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;

/** The cost of single records, by the same function as that of windows. */
public final class RecordCost {

  /** The fields that a record gets, in order. */
  public static final List<String> FIELDS = List.of("cost", "currency", "price_id", "unpriced");

  /** The end of the name of a histogram's sum. */
  private static final String SUM = ".sum";

  private static final String SUCCEEDED = Outcome.SUCCEEDED.id();

  private static final String TIME = "event_time";
  private static final String BAND = "prompt_band";
  private static final String PROVIDER = "provider";
  private static final String MODEL = "model";
  private static final String MODEL_SOURCE = "model_source";
  private static final String SERVICE_TIER = "service_tier";
  private static final String OPERATION = "operation";

  /** The fields besides amounts on which a cost depends. */
  private static final List<String> SUBJECT_FIELDS =
      List.of(
          TIME,
          WorkloadSchema.OUTCOME,
          BAND,
          PROVIDER,
          MODEL,
          MODEL_SOURCE,
          SERVICE_TIER,
          OPERATION);

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private RecordCost() {}

  /** The fields of records of a workload; none when its usage is not priced. */
  public static List<String> fieldsOf(Workload workload) {
    return UsageFields.findFields(workload).isPresent() ? FIELDS : List.of();
  }

  /** Adds cost, currency and price, or the reason why the cost is unknown; null otherwise. */
  public static void addTo(
      Map<String, JsonNode> record, Workload workload, JsonNode source, RecordPrices prices) {
    List<String> fields = fieldsOf(workload);
    fields.forEach(field -> record.put(field, NullNode.getInstance()));
    if (!fields.isEmpty() && !prices.isEmpty()) {
      readUsage(workload, source, prices).ifPresent(usage -> addCost(record, usage, prices.book()));
    }
  }

  private static void addCost(Map<String, JsonNode> record, Usage usage, PriceBook book) {
    Optional<Cost> cost =
        Pricing.computeCost(book, usage.subject(), usage.window(), usage.quantities());
    if (cost.isPresent()) {
      addCost(record, cost.get(), usage);
      return;
    }
    Optional<PriceBook.Found> price = book.findPrice(usage.subject(), usage.window());
    price.ifPresent(found -> record.put("price_id", createText(found.price().id())));
    UnpricedReason reason =
        UnpricedReason.findReason(book, price, usage.window(), usage.quantities());
    record.put("unpriced", createText(reason.id()));
  }

  private static void addCost(Map<String, JsonNode> record, Cost cost, Usage usage) {
    record.put("price_id", createText(cost.priceId()));
    Optional<UnpricedReason> reason = usage.findReason(cost);
    if (reason.isPresent()) {
      record.put("unpriced", createText(reason.get().id()));
    } else {
      record.put("cost", createText(Money.of(cost.amount()).toString()));
      record.put("currency", createText(cost.currency()));
    }
  }

  private static JsonNode createText(String value) {
    return NODES.stringNode(value);
  }

  /**
   * A record with its cost.
   *
   * @param subject with the band of windows: the bound that the job distinguishes
   * @param window start of the window in which it counts, whose prices hold
   */
  public record PricedRecord(PriceSubject subject, Instant window, Cost cost) {}

  /** Prices usage in a window. */
  public interface Pricer {
    Optional<Cost> price(
        PriceBook book, PriceSubject subject, Instant window, Quantities quantities);
  }

  /** The cost of a record; prices are those of the window in which it counts. */
  public static Optional<PricedRecord> price(
      Workload workload, JsonNode source, RecordPrices prices) {
    return price(workload, source, prices, Pricing::computeCost);
  }

  /** The same by another implementation. */
  public static Optional<PricedRecord> price(
      Workload workload, JsonNode source, RecordPrices prices, Pricer pricer) {
    return readUsage(workload, source, prices)
        .flatMap(
            usage ->
                pricer
                    .price(prices.book(), usage.subject(), usage.window(), usage.quantities())
                    .map(
                        cost ->
                            new PricedRecord(
                                inBand(usage.subject(), source), usage.window(), cost)));
  }

  /** The cost that a record gets; empty when it is unknown, or a part of it. */
  public static Optional<Cost> findCost(Workload workload, JsonNode source, RecordPrices prices) {
    return readUsage(workload, source, prices)
        .flatMap(
            usage ->
                Pricing.computeCost(
                        prices.book(), usage.subject(), usage.window(), usage.quantities())
                    .filter(cost -> usage.findReason(cost).isEmpty()));
  }

  /** The fields of a record that its cost depends on. */
  public static List<String> listSources(Workload workload) {
    UsageFields fields = UsageFields.findFields(workload).orElseThrow();
    return Stream.concat(
            fields.sums().stream().map(RecordCost::nameInRecord), SUBJECT_FIELDS.stream())
        .toList();
  }

  /**
   * The usage of a record.
   *
   * @param window start of the window in which it counts
   * @param isKnown false for a call that succeeded without a report of its tokens
   */
  private record Usage(
      PriceSubject subject, Instant window, Quantities quantities, boolean isKnown) {

    private Optional<UnpricedReason> findReason(Cost cost) {
      return UnpricedReason.findReason(cost, quantities, isKnown);
    }
  }

  private static Optional<Usage> readUsage(
      Workload workload, JsonNode source, RecordPrices prices) {
    UsageFields fields = UsageFields.findFields(workload).orElseThrow();
    boolean known =
        !fields.isModelCalls()
            || !source.path(WorkloadSchema.OUTCOME).asString("").equals(SUCCEEDED)
            || source.path(UsageFields.TOTAL).isNumber();
    return readTime(source)
        .map(prices::startOfWindow)
        .map(
            window ->
                new Usage(
                    readSubject(fields, source),
                    window,
                    fields.readQuantities(field -> readMeasure(fields, source, field)),
                    known));
  }

  private static PriceSubject inBand(PriceSubject subject, JsonNode source) {
    String band = source.path(BAND).asString("");
    long bound = band.matches("[0-9]{1,18}") ? Long.parseLong(band) : 0;
    return new PriceSubject(
        subject.workload(),
        subject.provider(),
        subject.model(),
        subject.modelSource(),
        subject.serviceTier(),
        subject.operation(),
        bound);
  }

  /** Empty for a record without a readable time: one such record must not cost the page. */
  private static Optional<Instant> readTime(JsonNode source) {
    try {
      return Optional.of(Instant.parse(source.path(TIME).asString("")));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static long readMeasure(UsageFields fields, JsonNode source, String field) {
    if (field.equals(fields.calls())) {
      return 1;
    }
    JsonNode value = findValue(source, nameInRecord(field));
    return value.isNumber() ? value.asLong() : 0;
  }

  /** The job writes a dotted name as one, as in {@code "units.images": 2}. */
  private static JsonNode findValue(JsonNode source, String name) {
    JsonNode value = source.path(name);
    int dot = name.indexOf('.');
    return value.isMissingNode() && dot >= 0
        ? findValue(source.path(name.substring(0, dot)), name.substring(dot + 1))
        : value;
  }

  /** A record has one value in place of a histogram. */
  private static String nameInRecord(String field) {
    return field.endsWith(SUM) ? field.substring(0, field.length() - SUM.length()) : field;
  }

  private static PriceSubject readSubject(UsageFields fields, JsonNode source) {
    // Above a bound is at it or above, one token less.
    long band = Math.max(0, source.path(UsageFields.INPUT).asLong(0) - 1);
    return new PriceSubject(
        fields.workload(),
        source.path(PROVIDER).asString(null),
        source.path(MODEL).asString(null),
        source.path(MODEL_SOURCE).asString(null),
        source.path(SERVICE_TIER).asString(null),
        source.path(OPERATION).asString(null),
        band);
  }
}
