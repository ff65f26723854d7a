export const TEXTS = {
  en: { title: 'Usage trend', metric: 'Metric', group: 'By', interval: 'Per', hour: 'hour', day: 'day', week: 'week', month: 'month',
    chart: 'Chart', line: 'lines', stacked: 'stacked bars', share: 'shares, 100 %', cumulative: 'running total',
    alert: 'alert {name}',
    coarse: 'In this time zone days do not start at a full window, so their borders are approximate.' },
  zh: { title: '用量趋势图', metric: '指标', group: '分组', interval: '粒度', hour: '小时', day: '天', week: '周', month: '月',
    chart: '图形', line: '折线', stacked: '堆叠柱', share: '占比 100%', cumulative: '累计',
    alert: '告警 {name}',
    coarse: '该时区的零点不在统计窗口的边界上，每日数据为近似值。' },
};
