/** The column of CSV files that says whether a row holds windows that may still change; also the name of their band. */
export const PROVISIONAL = 'provisional';

/** The column that says whether the period holds only a part of a day. */
export const PARTIAL = 'partial';

/** The column that names the currency of amounts. */
export const CURRENCY = 'currency';

export const TEXTS = {
  en: {
    asTable: 'Show as table',
    asChart: 'Show as chart',
    csv: 'Save as CSV',
    picture: 'Save as picture',
    provisional: 'provisional',
    'partial:day': 'part of day',
    'partial:week': 'part of week',
    'partial:month': 'part of month',
    time: 'Time',
    points: '{title}: {points} points from {from} to {to}; {series}. The table shows the same values.',
    highest: 'highest value of {name}: {value}',
    shares: '{title}: {parts}. The table shows the same values.',
  },
  zh: {
    asTable: '以表格显示',
    asChart: '以图表显示',
    csv: '保存为 CSV',
    picture: '保存为图片',
    provisional: '暂定',
    'partial:day': '非全天',
    'partial:week': '非全周',
    'partial:month': '非全月',
    time: '时间',
    points: '{title}：{from} 至 {to} 共 {points} 个点；{series}。表格中有相同的数据。',
    highest: '{name} 最高 {value}',
    shares: '{title}：{parts}。表格中有相同的数据。',
  },
};
