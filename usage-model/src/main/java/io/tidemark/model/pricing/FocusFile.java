/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.pricing;

import io.tidemark.model.csv.CsvCell;
import io.tidemark.model.pricing.ListedPrices.ListedPrice;
import io.tidemark.model.schema.WorkloadSchemas;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the lines of a statement as a cost file of FOCUS 1.2. List price and contracted price are
 * one: {@code ListUnitPrice * PricingQuantity = ListCost} holds exactly. No number is rounded but
 * the hours of run time, of which billed cost keeps the exact amount.
 */
public record FocusFile(Bill bill, Lookup lookup) {

  /** Tokens are priced by the million. */
  private static final int MILLION = 6;

  private static final BigDecimal HOUR_MS = BigDecimal.valueOf(3_600_000);
  private static final BigDecimal SECOND_MS = BigDecimal.valueOf(1_000);

  /** Digits after the point of hours of run time. */
  private static final int HOUR_DIGITS = 9;

  /**
   * Values that all rows have in common.
   *
   * @param tenant billing account
   * @param issuer name of the platform
   * @param period the billing period
   * @param currency ISO 4217 code
   * @param statement id of the statement; null while the month is open
   * @param pricesAsOf revisions of prices until then were used
   */
  public record Bill(
      String tenant,
      String issuer,
      Period period,
      String currency,
      String statement,
      Instant pricesAsOf) {}

  /**
   * A calendar month.
   *
   * @param to its end, exclusive
   */
  public record Period(Instant from, Instant to) {}

  /** Finds what lines do not have. */
  public interface Lookup {

    /** The price of a line in its price list; empty when no list has it any more. */
    Optional<ListedPrice> findPrice(StatementLine line);

    /** The period of a closed month that a line corrects. */
    Period findPeriod(String month);

    /** The name of a value of a dimension; empty when there is none. */
    Optional<String> findName(String dimension, String value);
  }

  /**
   * The usage that one row charges for.
   *
   * @param day of the usage; null for all of the month that the line is about
   */
  public record Charge(StatementLine line, Period day, Details details) {

    /** All usage of a line. */
    public static Charge ofLine(StatementLine line) {
      return new Charge(line, null, Details.NONE);
    }
  }

  /**
   * Details of usage that statements do not distinguish.
   *
   * @param workflow id of the workflow of runs; null without one
   * @param tags of calls, by name
   */
  public record Details(String workflow, SortedMap<String, String> tags) {

    /** Nothing is known. */
    public static final Details NONE = new Details(null, new TreeMap<>());

    public Details {
      tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }
  }

  /** The file: a header and a row for each line, as RFC 4180 writes them. */
  public String writeCsv(List<StatementLine> lines) {
    StringBuilder csv = new StringBuilder(writeHeader());
    lines.forEach(line -> csv.append(writeRow(Charge.ofLine(line))));
    return csv.toString();
  }

  /** The first row. */
  public static String writeHeader() {
    return String.join(",", FocusColumns.listNames()) + "\r\n";
  }

  /** The row of a charge. */
  public String writeRow(Charge charge) {
    Map<String, String> row = createRow(charge);
    return FocusColumns.listNames().stream()
            .map(column -> quote(row.get(column)))
            .collect(Collectors.joining(","))
        + "\r\n";
  }

  private Map<String, String> createRow(Charge charge) {
    StatementLine line = charge.line;
    Map<String, String> row = new LinkedHashMap<>();
    StatementLine.PricedAs price = line.price();
    boolean fixed = line.isFixed();
    String meter = nameMeter(price.tokenClass());
    Optional<ListedPrice> listed = fixed ? Optional.empty() : lookup.findPrice(line);
    putPeriod(row, charge);
    putAccount(row, line);
    putResource(row, charge);
    row.put("Tags", writeTags(line.owner().department(), charge.details.tags));
    putPrice(row, line, listed);
    putService(row, price, listed.map(ListedPrice::workload).orElse(null));
    row.put("ChargeCategory", fixed ? "Purchase" : "Usage");
    row.put("ChargeClass", line.correctionOf() == null ? null : "Correction");
    row.put(
        "ChargeDescription",
        fixed
            ? price.priceId()
            : price.model() == null ? meter : price.model() + ' ' + lowerCase(meter));
    row.put("ChargeFrequency", fixed ? "Recurring" : "Usage-Based");
    row.put(
        "SkuId",
        "%s/%s/%s"
            .formatted(
                orElse(price.provider(), "-"), orElse(price.model(), "-"), price.tokenClass()));
    row.put("SkuMeter", meter);
    row.put("SkuPriceId", identify(price));
    row.put("SkuPriceDetails", describe(price));
    row.put("x_Model", price.model());
    row.put("x_TokenClass", price.tokenClass());
    row.put("x_ServiceTier", price.serviceTier());
    row.put("x_PromptBand", price.promptBand());
    row.put("x_CostBasis", fixed ? price.tokenClass() : "price_list");
    row.put("x_Finality", bill.statement == null ? "provisional" : "final");
    row.put("x_PricesAsOf", bill.pricesAsOf.toString());
    row.put("x_Correction_Of", line.correctionOf());
    return row;
  }

  /** A correction is charged now for what was used then. */
  private void putPeriod(Map<String, String> row, Charge charge) {
    String corrected = charge.line.correctionOf();
    Period month = corrected == null ? bill.period : lookup.findPeriod(corrected);
    Period charged = charge.day == null ? month : charge.day;
    row.put("BillingPeriodStart", bill.period.from.toString());
    row.put("BillingPeriodEnd", bill.period.to.toString());
    row.put("ChargePeriodStart", charged.from.toString());
    row.put("ChargePeriodEnd", charged.to.toString());
  }

  /** Usage of workloads other than model calls has no provider: its workload is the service. */
  private void putService(Map<String, String> row, StatementLine.PricedAs price, String workload) {
    boolean ofCalls = WorkloadSchemas.MODEL_CALLS.id().equals(workload);
    boolean training =
        WorkloadSchemas.TRAINING.id().equals(workload)
            || PricedClass.TRAINED.id().equals(price.tokenClass());
    String provider = orElse(price.provider(), bill.issuer);
    row.put("ServiceCategory", "AI and Machine Learning");
    row.put("ServiceSubcategory", training ? "Machine Learning" : "Generative AI");
    row.put("ServiceName", workload == null || ofCalls ? provider : workload);
    row.put("ProviderName", provider);
    row.put("PublisherName", provider);
  }

  private void putAccount(Map<String, String> row, StatementLine line) {
    StatementLine.Owner owner = line.owner();
    row.put("BillingAccountId", bill.tenant);
    row.put("BillingAccountName", bill.tenant);
    row.put("BillingAccountType", "Tenant");
    row.put("BillingCurrency", bill.currency);
    row.put("InvoiceId", bill.statement);
    row.put("InvoiceIssuerName", bill.issuer);
    row.put("SubAccountId", owner.project());
    row.put("SubAccountName", nameValue("project_id", owner.project()));
    row.put("SubAccountType", owner.project() == null ? null : "Project");
    row.put("x_UserId", owner.user());
    row.put("x_ApiKeyId", owner.apiKey());
    row.put("x_Department", owner.department());
  }

  private void putResource(Map<String, String> row, Charge charge) {
    String workflow = charge.details.workflow;
    String apiKey = charge.line.owner().apiKey();
    if (workflow != null) {
      row.put("ResourceId", workflow);
      row.put("ResourceName", nameValue("workflow_id", workflow));
      row.put("ResourceType", "Workflow");
    } else if (apiKey != null) {
      row.put("ResourceId", apiKey);
      row.put("ResourceName", nameValue("api_key_id", apiKey));
      row.put("ResourceType", "API Key");
    }
  }

  /** A tag of calls that is named as the department is not shown. */
  private static String writeTags(String department, SortedMap<String, String> tags) {
    Map<String, String> all = new LinkedHashMap<>();
    if (department != null) {
      all.put("department", department);
    }
    tags.forEach(all::putIfAbsent);
    return all.entrySet().stream()
        .map(tag -> '"' + escapeJson(tag.getKey()) + "\":\"" + escapeJson(tag.getValue()) + '"')
        .collect(Collectors.joining(",", "{", "}"));
  }

  private String nameValue(String dimension, String value) {
    return value == null ? null : lookup.findName(dimension, value).orElse(value);
  }

  private static void putPrice(
      Map<String, String> row, StatementLine line, Optional<ListedPrice> listed) {
    StatementLine.PricedAs price = line.price();
    PricedClass priced = PricedClass.find(price.tokenClass()).orElse(null);
    boolean tokens = priced != null && priced.isToken();
    boolean hours = priced == PricedClass.RUN;
    int shift = tokens ? MILLION : 0;
    BigDecimal quantity =
        hours
            ? line.quantity().divide(HOUR_MS, HOUR_DIGITS, RoundingMode.HALF_EVEN)
            : line.quantity().movePointLeft(shift);
    BigDecimal unitPrice = price.unitPrice().movePointRight(shift);
    String listCost = plain(hours ? unitPrice.multiply(quantity) : line.amount());
    // Own hardware is bought elsewhere: its cost is due to its users, and billed by no one here.
    row.put("BilledCost", line.isPool() ? "0" : plain(line.amount()));
    row.put("EffectiveCost", plain(line.amount()));
    row.put("ContractedCost", listCost);
    row.put("ListCost", listCost);
    row.put("ContractedUnitPrice", plain(unitPrice));
    row.put("ListUnitPrice", plain(unitPrice));
    row.put("PricingQuantity", plain(quantity));
    row.put("PricingUnit", tokens ? "1000000 Tokens" : hours ? "Hours" : nameUnit(priced));
    if (!line.isFixed()) {
      // A purchase is not consumed.
      row.put(
          "ConsumedQuantity", plain(hours ? line.quantity().divide(SECOND_MS) : line.quantity()));
      row.put("ConsumedUnit", tokens ? "Tokens" : hours ? "Seconds" : nameUnit(priced));
    }
    row.put(
        "PricingCategory",
        listed.filter(ListedPrice::dynamic).isPresent() ? "Dynamic" : "Standard");
    listed.ifPresent(known -> putListed(row, known, quantity, shift));
  }

  /** The price in the currency of its list. */
  private static void putListed(
      Map<String, String> row, ListedPrice listed, BigDecimal quantity, int shift) {
    row.put("PricingCurrency", listed.currency());
    if (listed.unitPrice() != null) {
      BigDecimal unitPrice = listed.unitPrice().movePointRight(shift);
      row.put("PricingCurrencyListUnitPrice", plain(unitPrice));
      row.put("PricingCurrencyContractedUnitPrice", plain(unitPrice));
      row.put("PricingCurrencyEffectiveCost", plain(unitPrice.multiply(quantity)));
    }
  }

  private static String nameUnit(PricedClass priced) {
    if (priced == null) {
      return "Units";
    }
    return switch (priced) {
      case CALLS -> "Requests";
      case AUDIO_SECONDS, VIDEO_SECONDS -> "Seconds";
      default -> nameMeter(priced.id());
    };
  }

  /** The class in words, for example {@code Cache Read Tokens}. */
  private static String nameMeter(String tokenClass) {
    Optional<PricedClass> priced = PricedClass.find(tokenClass);
    if (priced.equals(Optional.of(PricedClass.CALLS))) {
      return "Requests";
    }
    if (priced.equals(Optional.of(PricedClass.RUN))) {
      return "Run Time";
    }
    String words =
        Stream.of(tokenClass.split("_", -1))
            .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
            .collect(Collectors.joining(" "));
    return priced.filter(PricedClass::isToken).isPresent() ? words + " Tokens" : words;
  }

  private static String lowerCase(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** The entry of the list with what it distinguishes. */
  private static String identify(StatementLine.PricedAs price) {
    return Stream.of(price.priceId(), price.serviceTier(), price.promptBand())
        .filter(part -> part != null && !part.isEmpty())
        .collect(Collectors.joining("/"));
  }

  private static String describe(StatementLine.PricedAs price) {
    List<String> members = new ArrayList<>();
    if (price.serviceTier() != null) {
      members.add("\"service_tier\":\"" + escapeJson(price.serviceTier()) + '"');
    }
    if (price.promptBand() != null) {
      members.add("\"above_input_tokens\":" + price.promptBand());
    }
    return '{' + String.join(",", members) + '}';
  }

  private static String orElse(String value, String otherwise) {
    return value == null ? otherwise : value;
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private static String escapeJson(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        escaped.append('\\').append(c);
      } else if (c < ' ') {
        escaped.append("\\u%04x".formatted((int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  private static String quote(String value) {
    return value == null ? "" : CsvCell.formatText(value);
  }
}
