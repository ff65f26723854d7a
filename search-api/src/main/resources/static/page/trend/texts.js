export const TEXTS = {
  en: { title: 'Usage trend', metric: 'Metric', group: 'By', interval: 'Per', hour: 'hour', day: 'day', week: 'week', month: 'month',
    alert: 'alert {name}',
    coarse: 'In this time zone days do not start at a full window, so their borders are approximate.' },
  zh: { title: '用量趋势图', metric: '指标', group: '分组', interval: '粒度', hour: '小时', day: '天', week: '周', month: '月',
    alert: '告警 {name}',
    coarse: '该时区的零点不在统计窗口的边界上，每日数据为近似值。' },
};
