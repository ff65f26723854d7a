/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.cost;

import io.tidemark.api.workload.Workload;
import io.tidemark.model.pricing.Cost;
import io.tidemark.model.pricing.Money;
import io.tidemark.model.pricing.PriceBook;
import io.tidemark.model.pricing.PriceSubject;
import io.tidemark.model.pricing.Pricing;
import io.tidemark.model.pricing.Quantities;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;

/** The cost of single records, by the same function as that of windows. */
public final class RecordCost {

  /** The fields that a record gets, in order. */
  public static final List<String> FIELDS = List.of("cost", "currency", "price_id");

  /** The end of the name of a histogram's sum. */
  private static final String SUM = ".sum";

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private RecordCost() {}

  /** The fields of records of a workload; none when its usage is not priced. */
  public static List<String> fieldsOf(Workload workload) {
    return UsageFields.findFields(workload).isPresent() ? FIELDS : List.of();
  }

  /** Adds cost, currency and price; null where they are unknown. */
  public static void addTo(
      Map<String, JsonNode> record, Workload workload, JsonNode source, RecordPrices prices) {
    if (fieldsOf(workload).isEmpty()) {
      return;
    }
    Optional<Cost> cost =
        prices.book().lists().isEmpty()
            ? Optional.empty()
            : price(workload, source, prices).map(PricedRecord::cost);
    record.put(
        "cost",
        cost.<JsonNode>map(found -> createText(Money.of(found.amount()).toString()))
            .orElse(NullNode.getInstance()));
    record.put(
        "currency",
        cost.<JsonNode>map(found -> createText(found.currency())).orElse(NullNode.getInstance()));
    record.put(
        "price_id",
        cost.<JsonNode>map(found -> createText(found.priceId())).orElse(NullNode.getInstance()));
  }

  private static JsonNode createText(String value) {
    return NODES.stringNode(value);
  }

  /**
   * A record with its cost.
   *
   * @param subject with the band of windows: the bound that the job tells apart
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
    UsageFields fields = UsageFields.findFields(workload).orElseThrow();
    Quantities usage = fields.readQuantities(field -> readMeasure(fields, source, field));
    PriceSubject subject = readSubject(fields, source);
    return readTime(source)
        .map(prices::startOfWindow)
        .flatMap(
            window ->
                pricer
                    .price(prices.book(), subject, window, usage)
                    .map(cost -> new PricedRecord(inBand(subject, source), window, cost)));
  }

  private static PriceSubject inBand(PriceSubject subject, JsonNode source) {
    String band = source.path("prompt_band").asString("");
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
      return Optional.of(Instant.parse(source.path("event_time").asString("")));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static long readMeasure(UsageFields fields, JsonNode source, String field) {
    if (field.equals(fields.calls())) {
      return 1;
    }
    // A record has one value in place of a histogram.
    String name = field.endsWith(SUM) ? field.substring(0, field.length() - SUM.length()) : field;
    JsonNode object = source;
    int start = 0;
    for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', start)) {
      object = object.path(name.substring(start, dot));
      start = dot + 1;
    }
    JsonNode value = object.path(name.substring(start));
    return value.isNumber() ? value.asLong() : 0;
  }

  private static PriceSubject readSubject(UsageFields fields, JsonNode source) {
    // Above a bound is at it or above, one token less.
    long band = Math.max(0, source.path(UsageFields.INPUT).asLong(0) - 1);
    return new PriceSubject(
        fields.workload(),
        source.path("provider").asString(null),
        source.path("model").asString(null),
        source.path("model_source").asString(null),
        source.path("service_tier").asString(null),
        source.path("operation").asString(null),
        band);
  }
}
