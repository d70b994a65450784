/** What answers in other languages than English are put together from. `{q}` stands for the user's own words. */
import type { Language } from './language.ts';

export interface Tongue {
  /** A text that is nothing but this is a greeting. */
  greeting: RegExp;
  greet: readonly string[];
  open: readonly string[];
  details: readonly string[];
  bullets: readonly string[];
  close: readonly string[];
  /** Before what a tool said, before its error, and before code. */
  found: string;
  failed: string;
  code: string;
  /** Between sentences. */
  gap: '' | ' ';
}

export const TONGUES: Readonly<Record<Exclude<Language, 'en'>, Tongue>> = {
  zh: {
    greeting: /^(?:你好|您好|嗨|早上好|晚上好)[\p{P}\s]*$/u,
    greet: ['你好！有什么可以帮您的吗？', '您好！很高兴为您服务，请告诉我您的需求。😊'],
    open: ['关于“{q}”，可以从几个方面来看。', '您问的是“{q}”，下面是简要的回答。', '好的，我们来谈谈“{q}”。'],
    details: [
      '首先要弄清楚目标，然后再选择方法。',
      '很多时候，最简单的办法就是最好的办法。',
      '具体情况不同，答案也会有所不同。',
      '建议先从小处着手，再逐步调整。',
      '把已知的和假设的分开，会更容易判断。',
    ],
    bullets: [
      '**背景**：先了解来龙去脉。',
      '**重点**：抓住最重要的部分。',
      '**方法**：一步一步地进行。',
      '**检查**：最后核对结果。',
    ],
    close: ['如果需要更多细节，请告诉我。', '希望这对您有帮助。'],
    found: '这是我找到的结果：',
    failed: '调用出错了：',
    code: '下面是一个简单的示例：',
    gap: '',
  },
  ja: {
    greeting: /^(?:こんにちは|こんばんは|おはよう(?:ございます)?|やあ|もしもし)[\p{P}\s]*$/u,
    greet: ['こんにちは！何かお手伝いできることはありますか？', 'こんにちは。今日はどのようなご用件でしょうか？😊'],
    open: [
      '「{q}」についてお答えします。',
      '「{q}」は、いくつかの点から考えることができます。',
      'ご質問の「{q}」について、簡単に説明します。',
    ],
    details: [
      'まず目的をはっきりさせることが大切です。',
      '多くの場合、いちばん簡単な方法が役に立ちます。',
      '状況によって答えは変わることがあります。',
      '小さく始めて、少しずつ調整するとよいでしょう。',
      '分かっていることと推測を分けて考えると、判断しやすくなります。',
    ],
    bullets: [
      '**背景**：まず全体の流れをつかみます。',
      '**要点**：大事な部分に絞ります。',
      '**手順**：一つずつ進めます。',
      '**確認**：最後に結果を見直します。',
    ],
    close: ['詳しく知りたい点があれば、お知らせください。', 'お役に立てば幸いです。'],
    found: '結果は次のとおりです：',
    failed: '呼び出しでエラーが発生しました：',
    code: '簡単な例を示します：',
    gap: '',
  },
  ko: {
    greeting: /^(?:안녕(?:하세요|하십니까)?|반가워요?)[\p{P}\s]*$/u,
    greet: ['안녕하세요! 무엇을 도와드릴까요?', '안녕하세요. 오늘은 어떤 이야기를 해 볼까요? 😊'],
    open: [
      '“{q}”에 대해 간단히 답변드리겠습니다.',
      '말씀하신 “{q}” 내용을 몇 가지로 나누어 보겠습니다.',
      '“{q}”에 대해 차근차근 살펴보겠습니다.',
    ],
    details: [
      '먼저 목표를 분명히 하는 것이 중요합니다.',
      '대부분의 경우 가장 간단한 방법이 도움이 됩니다.',
      '상황에 따라 답이 달라질 수 있습니다.',
      '작게 시작해서 조금씩 조정하는 것이 좋습니다.',
      '확실한 것과 추측을 나누어 보면 판단하기 쉽습니다.',
    ],
    bullets: [
      '**배경**: 먼저 전체 흐름을 봅니다.',
      '**핵심**: 중요한 부분에 집중합니다.',
      '**방법**: 한 단계씩 진행합니다.',
      '**확인**: 마지막으로 결과를 점검합니다.',
    ],
    close: ['더 궁금한 점이 있으면 말씀해 주세요.', '도움이 되었기를 바랍니다.'],
    found: '찾은 결과는 다음과 같습니다:',
    failed: '호출 중 오류가 발생했습니다:',
    code: '간단한 예시는 다음과 같습니다:',
    gap: ' ',
  },
  ru: {
    greeting: /^(?:привет|здравствуй(?:те)?|добр(?:ый день|ое утро|ый вечер))[\p{P}\s]*$/iu,
    greet: ['Здравствуйте! Чем я могу помочь?', 'Привет! О чём поговорим сегодня? 😊'],
    open: [
      'Отвечу коротко на вопрос «{q}».',
      'Вы спросили: «{q}». Начну с главного.',
      'Давайте разберём «{q}» по порядку.',
    ],
    details: [
      'Сначала полезно определить цель, а потом выбирать способ.',
      'Чаще всего самый простой вариант оказывается и самым надёжным.',
      'Многое зависит от обстоятельств.',
      'Лучше начать с малого и постепенно вносить поправки.',
      'Стоит отделить то, что известно, от того, что лишь предполагается.',
    ],
    bullets: [
      '**Контекст**: сначала посмотрите на картину в целом.',
      '**Главное**: выделите самое важное.',
      '**Порядок**: двигайтесь шаг за шагом.',
      '**Проверка**: в конце сверьте результат.',
    ],
    close: ['Если нужны подробности, напишите.', 'Надеюсь, это поможет.'],
    found: 'Вот что удалось найти:',
    failed: 'При вызове произошла ошибка:',
    code: 'Вот простой пример:',
    gap: ' ',
  },
  ar: {
    greeting: /^(?:مرحبا|مرحبًا|أهلا|أهلًا|السلام عليكم)[\p{P}\s]*$/u,
    greet: ['مرحبًا! كيف يمكنني مساعدتك؟', 'أهلًا وسهلًا! بماذا تود أن نبدأ؟ 😊'],
    open: ['إليك إجابة مختصرة عن «{q}».', 'سألت عن «{q}»، وسأبدأ بالأهم.', 'لننظر إلى «{q}» خطوة بخطوة.'],
    details: [
      'من المفيد تحديد الهدف أولًا ثم اختيار الطريقة.',
      'غالبًا ما تكون الطريقة الأبسط هي الأفضل.',
      'يعتمد الكثير على الظروف.',
      'يحسن البدء بخطوات صغيرة ثم التعديل تدريجيًا.',
      'يساعد الفصل بين ما نعرفه وما نفترضه على الحكم السليم.',
    ],
    bullets: [
      '**الخلفية**: ابدأ بالصورة العامة.',
      '**الأهم**: ركّز على النقاط الرئيسية.',
      '**الخطوات**: تقدّم خطوة بعد خطوة.',
      '**المراجعة**: تحقق من النتيجة في النهاية.',
    ],
    close: ['أخبرني إذا أردت مزيدًا من التفاصيل.', 'أتمنى أن يكون هذا مفيدًا.'],
    found: 'هذا ما وجدته:',
    failed: 'حدث خطأ أثناء الاستدعاء:',
    code: 'إليك مثالًا بسيطًا:',
    gap: ' ',
  },
  es: {
    greeting: /^¡?(?:hola|buenos días|buenas tardes|buenas noches)[\p{P}\s]*$/iu,
    greet: ['¡Hola! ¿En qué puedo ayudarte?', '¡Hola! Cuéntame qué necesitas. 😊'],
    open: [
      'Aquí tienes una respuesta breve a «{q}».',
      'Has preguntado: «{q}». Empiezo por lo principal.',
      'Veamos «{q}» paso a paso.',
    ],
    details: [
      'Conviene aclarar primero el objetivo y elegir después el método.',
      'A menudo, la opción más sencilla es también la más fiable.',
      'Mucho depende de las circunstancias.',
      'Lo mejor es empezar poco a poco e ir ajustando.',
      'Ayuda separar lo que se sabe de lo que solo se supone.',
    ],
    bullets: [
      '**Contexto**: mira primero el conjunto.',
      '**Lo esencial**: céntrate en lo más importante.',
      '**Pasos**: avanza de uno en uno.',
      '**Revisión**: comprueba el resultado al final.',
    ],
    close: ['Si quieres más detalles, dímelo.', 'Espero que te sirva.'],
    found: 'Esto es lo que he encontrado:',
    failed: 'La llamada devolvió un error:',
    code: 'Aquí tienes un ejemplo sencillo:',
    gap: ' ',
  },
  de: {
    greeting: /^(?:hallo|guten (?:morgen|tag|abend)|servus|moin)[\p{P}\s]*$/iu,
    greet: ['Hallo! Wie kann ich helfen?', 'Guten Tag! Woran möchten Sie heute arbeiten? 😊'],
    open: [
      'Hier ist eine kurze Antwort auf „{q}“.',
      'Sie fragen: „{q}“. Ich beginne mit dem Wichtigsten.',
      'Gehen wir „{q}“ Schritt für Schritt durch.',
    ],
    details: [
      'Am besten klärt man zuerst das Ziel und wählt dann den Weg.',
      'Oft ist die einfachste Lösung auch die zuverlässigste.',
      'Vieles hängt von den Umständen ab.',
      'Es lohnt sich, klein anzufangen und nach und nach nachzubessern.',
      'Es hilft, Bekanntes von bloßen Annahmen zu trennen.',
    ],
    bullets: [
      '**Hintergrund**: zuerst das Ganze betrachten.',
      '**Kern**: das Wichtigste herausgreifen.',
      '**Vorgehen**: Schritt für Schritt arbeiten.',
      '**Prüfung**: am Ende das Ergebnis kontrollieren.',
    ],
    close: ['Wenn Sie mehr Einzelheiten möchten, sagen Sie Bescheid.', 'Ich hoffe, das hilft weiter.'],
    found: 'Das habe ich gefunden:',
    failed: 'Der Aufruf meldete einen Fehler:',
    code: 'Hier ist ein einfaches Beispiel:',
    gap: ' ',
  },
  fr: {
    greeting: /^(?:bonjour|bonsoir|salut|coucou)[\p{P}\s]*$/iu,
    greet: ['Bonjour ! Comment puis-je vous aider ?', 'Bonjour ! De quoi souhaitez-vous parler ? 😊'],
    open: [
      'Voici une réponse brève à « {q} ».',
      'Vous demandez : « {q} ». Commençons par l’essentiel.',
      'Prenons « {q} » étape par étape.',
    ],
    details: [
      'Mieux vaut préciser d’abord l’objectif, puis choisir la méthode.',
      'La solution la plus simple est souvent la plus fiable.',
      'Beaucoup dépend des circonstances.',
      'Il est utile de commencer petit, puis d’ajuster peu à peu.',
      'Séparer ce que l’on sait de ce que l’on suppose aide à juger.',
    ],
    bullets: [
      '**Contexte** : regarder d’abord l’ensemble.',
      '**L’essentiel** : retenir ce qui compte le plus.',
      '**Étapes** : avancer pas à pas.',
      '**Vérification** : contrôler le résultat à la fin.',
    ],
    close: ['Dites-moi si vous souhaitez plus de détails.', 'J’espère que cela vous aidera.'],
    found: 'Voici ce que j’ai trouvé :',
    failed: 'L’appel a renvoyé une erreur :',
    code: 'Voici un exemple simple :',
    gap: ' ',
  },
};
