/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.pricing;

import io.tidemark.model.csv.CsvCell;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the lines of a statement as a cost file of FOCUS 1.2. List price and contracted price are
 * one: {@code ListUnitPrice * PricingQuantity = ListCost} holds exactly. No number is rounded but
 * the hours of run time, of which billed cost keeps the exact amount.
 *
 * @param tenant billing account
 * @param issuer name of the platform
 * @param from start of the billing period
 * @param to end of the billing period, exclusive
 * @param currency ISO 4217 code
 * @param statement id of the statement; null while the month is open
 * @param dynamicPrices ids of the prices that depend on the hour
 */
public record FocusFile(
    String tenant,
    String issuer,
    Instant from,
    Instant to,
    String currency,
    String statement,
    Set<String> dynamicPrices) {

  /** The version of FOCUS. */
  public static final String VERSION = "1.2";

  /** Names the columns: another set of columns gets another name. */
  public static final String SCHEMA_ID = "tidemark-focus-1.2-1";

  private static final String DECIMAL = "DECIMAL";
  private static final String STRING = "STRING";
  private static final String TIME = "DATETIME";

  /** Tokens are priced by the million. */
  private static final int MILLION = 6;

  /** Most digits of a number, and those after the point, as the metadata says. */
  private static final int PRECISION = 60;

  private static final int SCALE = 30;

  private static final BigDecimal HOUR_MS = BigDecimal.valueOf(3_600_000);
  private static final BigDecimal SECOND_MS = BigDecimal.valueOf(1_000);

  /** Digits after the point of hours of run time. */
  private static final int HOUR_DIGITS = 9;

  /** The columns and their types. */
  private static final Map<String, String> COLUMNS = createColumns();

  public FocusFile {
    dynamicPrices = Set.copyOf(dynamicPrices);
  }

  private static Map<String, String> createColumns() {
    Map<String, String> columns = new LinkedHashMap<>();
    for (String name :
        ("BilledCost ContractedCost ContractedUnitPrice EffectiveCost ListCost ListUnitPrice"
                + " PricingQuantity ConsumedQuantity")
            .split(" ", -1)) {
      columns.put(name, DECIMAL);
    }
    for (String name :
        "BillingPeriodStart BillingPeriodEnd ChargePeriodStart ChargePeriodEnd".split(" ", -1)) {
      columns.put(name, TIME);
    }
    for (String name :
        ("BillingAccountId BillingAccountName BillingAccountType BillingCurrency ChargeCategory"
                + " ChargeClass ChargeDescription ChargeFrequency ConsumedUnit InvoiceId"
                + " InvoiceIssuerName PricingCategory PricingUnit ProviderName PublisherName"
                + " RegionId RegionName ResourceId ResourceName ResourceType ServiceCategory"
                + " ServiceName ServiceSubcategory SkuId SkuMeter SkuPriceId SkuPriceDetails"
                + " SubAccountId"
                + " SubAccountName SubAccountType Tags x_UserId x_ApiKeyId x_Department x_Model"
                + " x_TokenClass x_ServiceTier x_PromptBand x_CorrectionOf")
            .split(" ", -1)) {
      columns.put(name, STRING);
    }
    return columns;
  }

  /** The file: a header and a row for each line, as RFC 4180 writes them. */
  public String writeCsv(List<StatementLine> lines) {
    StringBuilder csv = new StringBuilder(writeHeader());
    lines.forEach(line -> csv.append(writeRow(line)));
    return csv.toString();
  }

  /** The first row. */
  public static String writeHeader() {
    return String.join(",", COLUMNS.keySet()) + "\r\n";
  }

  /** The row of a line. */
  public String writeRow(StatementLine line) {
    Map<String, String> row = createRow(line);
    return COLUMNS.keySet().stream()
            .map(column -> quote(row.get(column)))
            .collect(Collectors.joining(","))
        + "\r\n";
  }

  /**
   * A column.
   *
   * @param type {@code STRING}, {@code DECIMAL} or {@code DATETIME}
   * @param precision most digits of a number; null of other types
   * @param scale most digits after the point
   */
  public record Column(String name, String type, Integer precision, Integer scale) {}

  /** The columns in their order, for the metadata file. */
  public static List<Column> listColumns() {
    return COLUMNS.entrySet().stream()
        .map(
            column -> {
              boolean number = column.getValue().equals(DECIMAL);
              return new Column(
                  column.getKey(),
                  column.getValue(),
                  number ? PRECISION : null,
                  number ? SCALE : null);
            })
        .toList();
  }

  private Map<String, String> createRow(StatementLine line) {
    Map<String, String> row = new LinkedHashMap<>();
    putPeriod(row);
    putAccount(row, line);
    putPrice(row, line);
    StatementLine.PricedAs price = line.price();
    boolean fixed = line.isFixed();
    row.put("ChargeCategory", fixed ? "Purchase" : "Usage");
    row.put("ChargeClass", line.correctionOf() == null ? null : "Correction");
    row.put(
        "ChargeDescription",
        fixed ? price.priceId() : orElse(price.model(), "runs") + ' ' + price.tokenClass());
    row.put("ChargeFrequency", fixed ? "Recurring" : "Usage-Based");
    row.put("ServiceCategory", "AI and Machine Learning");
    row.put(
        "ServiceSubcategory",
        "trained".equals(price.tokenClass()) ? "Machine Learning" : "Generative AI");
    row.put("ServiceName", orElse(price.provider(), issuer));
    row.put("ProviderName", orElse(price.provider(), issuer));
    row.put("PublisherName", orElse(price.provider(), issuer));
    row.put("x_Model", price.model());
    row.put("x_TokenClass", price.tokenClass());
    row.put("x_ServiceTier", price.serviceTier());
    row.put("x_PromptBand", price.promptBand());
    row.put("x_CorrectionOf", line.correctionOf());
    return row;
  }

  private void putPeriod(Map<String, String> row) {
    row.put("BillingPeriodStart", from.toString());
    row.put("BillingPeriodEnd", to.toString());
    row.put("ChargePeriodStart", from.toString());
    row.put("ChargePeriodEnd", to.toString());
  }

  private void putAccount(Map<String, String> row, StatementLine line) {
    StatementLine.Owner owner = line.owner();
    row.put("BillingAccountId", tenant);
    row.put("BillingAccountName", tenant);
    row.put("BillingAccountType", "Tenant");
    row.put("BillingCurrency", currency);
    row.put("InvoiceId", statement);
    row.put("InvoiceIssuerName", issuer);
    row.put("SubAccountId", owner.project());
    row.put("SubAccountName", owner.project());
    row.put("SubAccountType", owner.project() == null ? null : "Project");
    row.put("ResourceId", owner.apiKey());
    row.put("ResourceName", owner.apiKey());
    row.put("ResourceType", owner.apiKey() == null ? null : "API Key");
    row.put(
        "Tags",
        owner.department() == null
            ? "{}"
            : "{\"department\":\"" + escapeJson(owner.department()) + "\"}");
    row.put("x_UserId", owner.user());
    row.put("x_ApiKeyId", owner.apiKey());
    row.put("x_Department", owner.department());
  }

  private void putPrice(Map<String, String> row, StatementLine line) {
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
    row.put("BilledCost", plain(line.amount()));
    row.put("EffectiveCost", plain(line.amount()));
    row.put("ContractedCost", listCost);
    row.put("ListCost", listCost);
    row.put("ContractedUnitPrice", plain(unitPrice));
    row.put("ListUnitPrice", plain(unitPrice));
    row.put("PricingQuantity", plain(quantity));
    row.put("PricingUnit", tokens ? "1000000 Tokens" : hours ? "Hours" : unitOf(priced));
    boolean dynamic = !line.isFixed() && dynamicPrices.contains(price.priceId());
    row.put("PricingCategory", dynamic ? "Dynamic" : "Standard");
    if (!line.isFixed()) {
      // A purchase is not consumed.
      row.put(
          "ConsumedQuantity", plain(hours ? line.quantity().divide(SECOND_MS) : line.quantity()));
      row.put("ConsumedUnit", tokens ? "Tokens" : hours ? "Seconds" : unitOf(priced));
    }
    row.put(
        "SkuId",
        "%s/%s/%s"
            .formatted(
                orElse(price.provider(), "-"), orElse(price.model(), "-"), price.tokenClass()));
    row.put("SkuMeter", price.tokenClass());
    row.put("SkuPriceId", identify(price));
    row.put("SkuPriceDetails", details(price));
  }

  private static String unitOf(PricedClass priced) {
    return priced == PricedClass.CALLS ? "Requests" : "Units";
  }

  /** The entry of the list with what it tells apart. */
  private static String identify(StatementLine.PricedAs price) {
    return Stream.of(price.priceId(), price.serviceTier(), price.promptBand())
        .filter(part -> part != null && !part.isEmpty())
        .collect(Collectors.joining("/"));
  }

  private static String details(StatementLine.PricedAs price) {
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
