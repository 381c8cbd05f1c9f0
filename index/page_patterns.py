"""The words and shapes of furniture lines that have more to them than a fixed phrase.

One pattern for each kind of line, in the languages of the world: captions, bylines, stamps,
copyright lines, and sentences that speak to a site's reader. They are only matched against
lines of a few hundred characters (see `page_marks.mark_of`), so none can be slow.
"""

import re

RIGHTS = re.compile(
    r"all\s?rights\s?reserved|무단\s?(?:전재|복제|배포|이용|도용)|재배포\s?(?:를\s?)?(?:금지"
    r"|금합니다)|저작권자?\s?(?:ⓒ|©|\(c\)|은|는)"
    r"|無断(?:転載|複製|使用|引用)|転載(?:を|は)?(?:固く)?(?:禁|お断)|轉載必究|转载(?:请|須|须"
    r"|必究)|版权所有|版權所有|著作權所有|禁止转载|未经.{0,12}(?:转载|授权)"
    r"|derechos\sreservados|prohibida\s(?:la|su)\s(?:reproducción|copia)"
    r"|tous\sdroits\s(?:de\s.{0,20})?réservés|reproduction\s(?:interdite|totale)"
    r"|alle\srechte\svorbehalten|nachdruck|tutti\si\sdiritti|direitos\sreservados"
    r"|alle\srechten\svoorbehouden"
    r"|все\sправа\sзащищены|이용허락\s?조건|공공누리|의\s저작권은",
    re.IGNORECASE,
)
COPYRIGHT = re.compile(r"^\W*(?:copyright|ⓒ|©|\(c\)|저작권자|저작권)(?=\W|\s|\d|$)", re.IGNORECASE)
CLAIM = re.compile(r"ⓒ|©|\(c\)\s|copyright\W+(?:ⓒ|©|@|\(c\)|\d{4})", re.IGNORECASE)

CAPTION = re.compile(
    r"^[【\[(（<〈]\s?(?:写真|画像|사진|포토|자료사진|图|圖|图片|photo|foto)\s?[】\])）>〉]\s?\S"
    r"|"
    r"[(（\[【〈<][^)）\]】〉>]{0,30}(?:사진|자료|이미지|그래픽|출처|写真|画像|图|圖|photo|image"
    r"|foto|bild|crédit|credit|quelle)s?\s?[=:：/／＝|][^)）\]】〉>]{1,60}[)）\]】〉>]"
    r"|^(?:사진|자료\s?사진|이미지|그래픽|사진\s?제공|사진\s?출처|이미지\s?출처|자료\s?출처|写真"
    r"|画像|写真提供|图片|圖片|图源|图片来源|圖片來源|资料图|資料照片?|image\s?caption"
    r"|photos?|pictures?|images?|photo\scredit|image\scredit|image\ssource|credits?|caption"
    r"|fotos?|imagen|imagem|bild|bildquelle|symbolbild|archivbild|archivfoto"
    r"|photo\sd['’]illustration|crédits?(?:\sphotos?)?"
    r"|fotografía|immagine|фото|ảnh)\s?[:：=＝|／/]\s?\S"
    r"|^(?:file\sphoto|archive\sphoto|foto\sde\sarchivo|photo\sby\s|photograph\sby\s"
    r"|photos?\scourtesy|courtesy\sof\s|画像はイメージ|写真はイメージ)"
    r"|(?:/|\||—|–|-)\s?(?:getty\simages|shutterstock|istock|reuters|afp|ap|epa|efe|dpa|xinhua"
    r"|unsplash|pixabay)\W*$"
    r"|\((?:ap|afp|reuters|epa|efe|dpa)\s?(?:photo|foto)?(?:/|\))"
    r"|[=＝/／（(]\s?[^\s=＝/／（(]{1,14}(?:撮影|提供|攝|摄)[)）]?$|[/／]\s?[^/／]{0,12}(?:攝影"
    r"|摄影|提供)$|\S{2,8}\s?[摄攝]$"
    r"|^[▲△▶◀▼◇■]\s*.{2,200}(?:사진|제공|연합뉴스|뉴시스|뉴스1|캡처|갈무리|ⓒ|©)"
    r"|^\[[^\]]{2,20}\].{0,200}\d{4}\.\d{1,2}\.\d{1,2}\.?\s+\S+@\S+$"
    r"|[.!?。！？…]\s?(?:foto|photo|bild|사진|写真|图|圖|crédit|quelle|credit)s?\s?[:：=/／]\s?\S.{0,40}$"
    r"|[.。]\s?[^\s.。]{1,12}(?:供图|供圖|提供|제공)[)）]?$|\s[^\s.。]{1,10}供[图圖]$"
    r"|[(（\[【][^)）\]】]{0,16}\s?(?:摄|攝|撮影|제공|촬영|캡처|提供)[)）\]】]$"
    r"|[.다]\s(?:\S{1,14}\s){0,2}(?:제공|촬영|캡처|갈무리)\.?$"
    r"|(?:사진|자료|이미지|캡처)\s?(?:[=/]\s?\S{1,20}(?:\s?제공)?|제공)$|\S\s?/\s?(?:사진"
    r"|그래픽)\s?[=:]?\s?\S{1,20}$",
    re.IGNORECASE,
)
PICTURED = re.compile(r"^[▲△▶◀▼]\s*\S.{0,150}(?:모습|전경|장면|현장|조감도|포스터|풍경|있다\.?)$")
CREDIT = re.compile(
    r"^\W{0,3}(?:영상\s?취재|영상\s?편집|영상\s?그래픽|촬영\s?기자|촬영|그래픽|편집|영상|취재"
    r"|자막|구성|연출|음성|撮影|編集|制作|摄像|剪辑|攝影|剪輯|camera|editing|video(?:\sby)?"
    r"|graphics?(?:\sby)?|cámara|edición|kamera|schnitt|montage|caméra)\s?[:：/／]\s?\S.{0,80}$",
    re.IGNORECASE,
)

NOT_NAMES = (
    "은는이가을를의에도만와과로들및등한된할서고며면"  # particles: "시장은 기자", "취재한 기자"
)
PERSON_KO = rf"[가-힣]{{1,3}}[가-힣](?<![{NOT_NAMES}])"
ROLE_KO = (
    r"(?:[가-힣]{1,6})?(?:기자|특파원|앵커|리포터|논설위원|통신원|객원기자|에디터|PD|아나운서)"
)
BYLINE_SURE = re.compile(
    rf"^(?:[\[【(][^\]】)]{{1,24}}[\]】)]\s?)?(?:글\W{{1,3}}"
    rf"|사진\W{{1,3}})?{PERSON_KO}(?:\s?[·,/]\s?{PERSON_KO}){{0,3}}\s?{ROLE_KO}"
    r"(?:입니다\.?|이었습니다\.?|의\s?(?:기사|다른).{0,20})?\s?(?:$|[>＞|/(（=·,]"
    r"|구독자?\s?[\d,]*|페이지|응원|다른\s?기사|[\w.+-]{1,64}@).{0,90}$"
    r"|^\W{0,2}[\w.+-]{1,64}@[\w-]{1,60}(?:\.[\w-]{1,20}){1,3}\W{0,2}$"
    r"|^.{0,40}(?:기자|記者|记者|reporter|by|von|por"
    r"|par)\b.{0,30}[(（<\[]?[\w.+-]{1,64}@[\w.-]{1,80}[)）>\]]?$"
    r"|^(?:written|reported|reporting|edited|story|text|words)\s(?:by|and\sediting)\s\S.{0,80}$"
    r"|^(?:文|取材|執筆|聞き手|撰文|责任编辑|責任編輯|编辑|編輯|作者|记者|記者|校对|来源|來源"
    r"|出处|稿源|文章来源|编审|审核|责编|監審|监审)\s?[・･/／＝=：:｜|]\s?\S.{0,60}$"
    r"|^[(（\[【](?:责任编辑|責任編輯|编辑|編輯|责编|记者|記者|文)\s?[/／：:]?.{1,30}[)）\]】]$"
    r"|^(?:記者|记者)\s?\S{2,4}\s?[/／].{0,30}$|^\S{2,5}\s?(?:記者|记者)$|^.{2,12}[/／](?:記者"
    r"|记者)\S{2,6}.{0,30}$"
    r"|^.{0,30}\S(?:기자|앵커|記者|记者)\s?(?:=|/)\s?$",
    re.IGNORECASE,
)
# "… 기자 = the paragraph begins here": the dateline belongs to the sentence.
DATELINE = re.compile(r"(?:기자|특파원|記者|记者)\s?[=＝]\s?\S")
BYLINE_MAYBE = re.compile(
    r"^(?:By|BY|by|Von|VON|von|Por|POR|por|Par|PAR|par|Di|di|Door|Av|Oleh|Texto|Text|Texte|Testo"
    r"|Autor(?:in|a)?|Author|Auteur|Redactor|Автор)\s?:?\s(?=[A-ZÀ-ÝА-Я])[^\d.:;!?]{2,70}$"
    r"|^(?:기자|글|글쓴이|작성자)\s?[:：=]?\s?[가-힣]{2,4}$"
    r"|^[^\d.:;!?]{0,60}(?:[Ss]taff (?:[Ww]riter|[Rr]eporter)|[Cc]orrespondent|[Ee]ditor|Redacción"
    r"|Redakteurin|Redakteur|Redaktion|[Rr]eporter|편집위원|記者|记者)$"
)
BREADCRUMB = re.compile(
    r"^\W*(?:홈|home|top|トップ|ホーム|首页|首頁|inicio|portada|startseite|start|accueil|início"
    r"|현재\s?위치|you\sare\shere|您(?:现在|現在)?的?(?:的|所在)?位置|当前位置|當前位置|您当前的位置)"
    r"[^>›»＞]{0,12}[>›»＞/／].{0,80}$"
    r"|^[^\s>›»＞][^>›»＞]{0,15}\s[>›»＞]\s[^>›»＞]{1,16}(?:\s[>›»＞]\s[^>›»＞]{1,16}){0,3}$",
    re.IGNORECASE,
)
# Two or three words that may be a person's name, where a stamp stands beside them.
NAME = re.compile(
    r"^[A-ZÀ-Ý][\w'’.-]{1,20}(?:\s(?:de|da|van|von|la|le|del|[A-ZÀ-Ý][\w'’.-]{0,20})){1,3}$"
)
ADDRESS = re.compile(r"^\W*[^.\n]{0,60}(?:https?://|www\.)\S+\W*$")
HASHTAGS = re.compile(r"^(?:[#＃][^\s#＃]{1,40}[\s,·]{0,3}){1,40}$")
LABEL = re.compile(
    r"기사\s?(?:입력|승인|등록|작성|수정|출고)|최종\s?(?:수정|편집|업데이트)|최초\s?(?:입력|등록"
    r"|승인)|입력\s?시간|등록\s?일시?|수정\s?일시?|작성\s?(?:일시?|시간)|승인\s?시간"
    r"|발행\s?(?:일시?)?|게재\s?(?:일시?)?|게시\s?(?:일시?)?"
    r"|입력|등록|승인|수정|업데이트|조회\s?수?|댓글\s?수?|추천\s?수?|읽는?\s?시간|송고|출고|일시"
    r"|시간"
    r"|(?:first\s)?published(?:\s(?:on|at))?|(?:last\s)?(?:updated|modified)(?:\s(?:on|at))?"
    r"|posted(?:\s(?:on|at))?|date|time|created|issued|print\sedition|views?|read(?:ing)?"
    r"|minutes?|mins?|local\stime|at|on"
    r"|公開日?時?|更新日?時?|掲載日?|配信日?時?|発行日?|投稿日?|最終更新日?|登録日?|閲覧数?"
    r"|发布(?:时间|日期|于)?|發布(?:時間|日期)?|更新(?:时间|時間)?|时间|時間|日期|发表(?:时间"
    r"|于)?|發表|浏览(?:次数|量)?|点击|阅读|字号|出版|刊登"
    r"|(?:fecha|hora)(?:\sde\s(?:publicación|actualización))?|(?:publicad|actualizad|modificad"
    r"|cread)[oa](?:\s(?:el|a\slas))?|última\sactualización|lectura|min"
    r"|veröffentlicht(?:\sam)?|aktualisiert(?:\sam)?|zuletzt|erstellt(?:\sam)?|stand"
    r"|geändert(?:\sam)?|uhr|datum|am|um"
    r"|publiée?(?:\sle)?|mise?\sà\sjour(?:\sle)?|modifiée?(?:\sle)?|créée?(?:\sle)?|temps\sde"
    r"|lecture|le|à"
    r"|pubblicato(?:\sil)?|aggiornato(?:\sil)?|publicado\sem|atualizado(?:\sem)?|gepubliceerd"
    r"|bijgewerkt|laatst|опубликовано|обновлено|cập\snhật|diperbarui|güncelleme|yayınlanma"
    r"|publicerad|uppdaterad"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|montag|dienstag|mittwoch"
    r"|donnerstag|freitag|samstag|sonntag|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|[월화수목금토일]요일|[월화수목금토일月火水木金土日](?=\W|$)|星期[一二三四五六日天]"
    r"|周[一二三四五六日]|thứ\s(?:hai|ba|tư|năm|sáu|bảy)|chủ\snhật|ngày|오전|오후|am|pm|kst|jst|gmt|utc|est|edt|cet|cest|bst|h",
    re.IGNORECASE,
)
# What speaks to a reader, searched in lower case: twice as fast as ignoring case.
SENTENCES = (
    ("comments", re.compile(
        r"(?:로그인|회원).{0,20}댓글|댓글.{0,24}(?:작성|등록|입력|남[겨기길]|삭제|운영|이용해"
        r"|없습니다|주세요)|로그인\s?후\s?이용|등록된\s댓글|첫\s(?:번째\s)?댓글"
        r"|(?:log|sign)\s?in\sto\s(?:post|comment|join|leave)|be\sthe\sfirst\sto\scomment"
        r"|your\semail\saddress\swill\snot|comments?\s(?:on\s(?:this|our)\s\w{1,12}\s)?(?:are|is)\s(?:now\s)?(?:closed|moderated)"
        r"|must\sbe\slogged\sin|no\scomments\syet"
        r"|コメント.{0,20}(?:ログイン|投稿|ありません|ください)|(?:ログイン).{0,12}コメント"
        r"|(?:登录|登入|登錄).{0,10}(?:评论|評論|留言|發言)|(?:暂无|沒有|没有|尚未有"
        r"|還沒有)(?:评论|評論|留言|回應)|留言(?:請|请)|文明上网|网友评论仅"
        r"|inici[ae]\s?sesión\spara\s(?:comentar|dejar|participar)|sé\sel\sprimero\sen\scomentar"
        r"|(?:melden|loggen)\ssie\ssich.{0,30}(?:kommentier|diskut)|netiquette"
        r"|connectez-vous\spour|soyez\sle\spremier\sà")),
    ("subscription", re.compile(
        r"\b(?:our|nuestr[oa]|unsere[nmr]?|notre|nossa|nostra)\s(?:\w{1,12}\s){0,3}"
        r"(?:newsletters?|boletín|bulletin|lettre)\b"
        r"|^.{0,24}(?:뉴스레터|newsletter|ニュースレター|メールマガジン|电子报|電子報"
        r"|boletín(?:\sde\sla\smañana)?)$|(?:이?메일|문자|카톡|받은편지함)(?:로|으로"
        r"|에서).{0,16}(?:받아|받으|만나|보내\s?드)|구독(?:하기|하고|하시|을\s?눌|해\s?(?:주세요"
        r"|보세요))|뉴스레터(?:를|로|에).{0,30}(?:받|만나|신청|보내|구독)|채널.{0,12}추가"
        r"|(?:카카오톡|카톡|네이버|유튜브|구글).{0,20}(?:구독|채널|친구|팔로우|검색|추가)하?"
        r"|앱.{0,10}(?:다운|설치)|후원(?:해|하기|으로|금|회원)|유료\s?(?:회원|구독|기사"
        r"|콘텐츠).{0,20}(?:가입|전용|입니다)"
        r"|sign\sup\s(?:for|to|here|now)|subscribe\s(?:to|now|for|today)|subscribers?\s(?:only"
        r"|can)|newsletters?\s(?:here|now|delivered)|our\s(?:free\s|daily\s|weekly\s"
        r"|morning\s){0,2}newsletter|delivered\sto\syour\sinbox|become\sa\s(?:member|subscriber"
        r"|supporter)|already\sa\s(?:subscriber|member)|(?:download|get)\s(?:the"
        r"|our)\s(?:free\s)?app\b|support\s(?:our|independent|local)\s.{0,20}journalism"
        r"|follow\s(?:us|.{2,30}\son\s(?:social|facebook|twitter|x\b|instagram|whatsapp|google))"
        r"|like\sus\son\sfacebook|\bunsubscribe|privacy\s(?:notice|policy)|by\ssigning\sup"
        r"|create\s(?:a|your)\sfree\saccount|to\s(?:continue|keep)\sreading|free\strial"
        r"|join\sour\s(?:whatsapp|telegram|channel)"
        r"|(?:会員|有料).{0,12}(?:限定|登録|記事)|メール(?:マガジン|で).{0,16}(?:登録|お届け"
        r"|配信)|(?:無料|会員)登録|アプリ.{0,12}ダウンロード|(?:フォロー|購読)(?:する|して|は)"
        r"|残り\s?\d[\d,]*\s?文字|読み放題|続きを(?:お読み|読む|ご覧)|有料(?:会員|記事)|初月無料"
        r"|(?:下載|下载).{0,14}(?:app|客户端)|(?:关注|關注|訂閱|订阅).{0,20}(?:公众号|公眾號|微信"
        r"|頻道|电子报|電子報|我们|我們)|扫描?二维码|扫一扫|点个\W?(?:在看|赞)|点亮\W?在看|点击.{0,4}蓝字|加入.{0,8}(?:會員|会员|頻道|频道"
        r"|好友)"
        r"|suscríbe(?:te|se)|suscripción|recib[ae]\s.{0,30}(?:correo|boletín|newsletter)"
        r"|únete\sa\snuestro|síguenos|haz(?:te)?\s(?:socio|clic\saquí)"
        r"|newsletter.{0,30}(?:abonnieren|anmelden|bestellen)|abonnieren\ssie"
        r"|jetzt\s(?:abonnieren|testen|anmelden|kostenlos)|kanal\s.{0,30}(?:abonnieren|folgen)"
        r"|(?:laden|hol)\s?(?:en)?\ssie\s.{0,20}app|abonnez-vous|inscrivez-vous|s['’]abonner"
        r"|réservée?\saux\sabonnés|il\svous\sreste\s.{0,12}%|recevez\s.{0,40}(?:mail|newsletter"
        r"|boîte)|téléchargez\sl['’]app|suivez-nous|iscriviti|abbonati|assine\s(?:a|o|já)"
        r"|inscreva-se|siga[- ]nos|nichts\smehr\sverpassen")),
    ("AI box", re.compile(
        r"(?:이|본|해당|위|아래)\s?(?:내용|요약|기사|글|콘텐츠|번역|결과|답변|정보"
        r"|페이지).{0,40}(?:\bai|인공지능).{0,24}(?:요약|분석|생성|번역|작성)|^(?:\W*ai|인공지능"
        r"|생성형).{0,30}(?:요약|번역)(?:한|된|했|하는|으로|이며|입니다|은|본)|자동\s?(?:추출"
        r"|요약|생성).{0,20}(?:요약|기술로)|기사가?\s번역된|결과물\s출력|영향을\s줄\s종목"
        r"|요약.{0,24}(?:부정확|다를\s수|제외될\s수|오류가)"
        r"|\b(?:this|these|the\sabove|the)\s(?:summary|overview|article|text|content|takeaways"
        r"|translation|answer|bullet\spoints)\b.{0,40}\b(?:ai\b|artificial\sintelligence"
        r"|generative|language\smodel)|^(?:\W*ai|artificial\sintelligence)[-\s](?:generated"
        r"|summari[sz]ed|powered\ssummary|summary|overview)|^(?:generated|summari[sz]ed"
        r"|translated)\s(?:by|with|using)\sai|ai\s(?:can|may)\smake\s(?:mistakes|errors)"
        r"|(?:この|本|以下の)(?:記事|要約|文章|内容|コンテンツ).{0,20}(?:ai|人工知能)"
        r"|^ai(?:による|が)?(?:要約|生成|まとめ)|(?:本文|此|该|該|以上|本)(?:摘要|内容|內容|总结"
        r"|總結|文).{0,14}(?:ai|人工智能|人工智慧).{0,8}(?:生成|摘要|总结|整理)|^(?:ai"
        r"|智能)(?:摘要|总结|總結|速览|速讀)"
        r"|\best[ea]\s(?:resumen|texto|artículo|contenido).{0,50}(?:\bia\b"
        r"|inteligencia\sartificial)|\bdiese[rs]?\s(?:zusammenfassung|text|artikel|überblick"
        r"|inhalt).{0,50}(?:\bki\b|künstlich)|^ki[- ](?:generiert|zusammenfassung|überblick)"
        r"|\bce(?:t|tte)?\s(?:résumé|texte|article|contenu|synthèse).{0,50}(?:\bia\b"
        r"|intelligence\sartificielle)")),
    ("cookie notice", re.compile(
        r"쿠키(?:를|\s).{0,20}(?:사용|동의|허용)|(?:we|this\s(?:web)?site)\suses?\scookies"
        r"|cookies?\s(?:policy|settings|consent)|accept\s(?:all\s)?cookies|(?:utilizamos|usamos"
        r"|uso\sde)\scookies|cookies?\s(?:propias|de\sterceros)|cookies.{0,20}(?:zustimm"
        r"|einwillig|akzeptier)|(?:zustimm|einsatz).{0,20}cookies|nous\sutilisons\sdes\scookies"
        r"|(?:dépôt|utilisation|accepte[rz]?)\s.{0,10}cookies|(?:cookie|クッキー).{0,12}(?:使用"
        r"|同意|利用)|使用\s?cookie")),
    ("advertisement", re.compile(
        r"^\W*(?:광고|ad|advertisement|advertorial|sponsored|anzeige|werbung|publicidad|publicité"
        r"|広告|廣告|广告|pr|협찬|제휴)\W{1,3}\S.{0,80}$|[(（\[](?:광고|廣告|广告|広告"
        r"|advertisement|anzeige|publicidad)[^)）\]]{0,20}[)）\]]|(?:article|story)\scontinues"
        r"|continue\sreading\sbelow|繼續往下閱讀|쿠팡\s?파트너스\s?활동|affiliate\s(?:links?"
        r"|commission)|수수료를\s(?:제공|지급)\s?받|(?:이|본)\s(?:기사|콘텐츠"
        r"|포스팅)는.{0,24}(?:광고|협찬|지원을?\s?받)")),
    ("correction or contact", re.compile(
        r"\b(?:e-?mail|contact|write\sto|reach|tell)\s(?:us|me|our\s\w{1,12})\s(?:at|on|via)\b.{0,40}@"
        r"|제보(?:는|를|하기|\s?[:：]).{0,60}(?:@|\d{2,4}-\d{3,4}|카카오톡|검색|기다립니다"
        r"|받습니다)|^[▷▶☞]\s?(?:전화|메신저|이메일|카카오톡|제보|홈페이지)|기사\s?제보"
        r"|보도자료.{0,12}@|(?:news)?tips?\s(?:to|at|line)\s?.{0,20}@"
        r"|send\s(?:us\s)?(?:your\s)?(?:tips?|feedback|story)|got\sa\s(?:story|tip)"
        r"|contact\s(?:us|the\sauthor|the\sreporter|this\sreporter)|do\syou\shave\sa\s(?:story"
        r"|tip)|report\s(?:an?\s)?(?:error|typo|correction)|fehler\s(?:entdeckt|gefunden|melden)"
        r"|signaler\sune\serreur|¿has\sencontrado|ご意見|情報提供|お問い合わせ(?:は|先)|投稿邮箱"
        r"|爆料|违法和不良信息|舉報|举报")),
    ("reader poll", re.compile(
        r"이\s?(?:기사|글|뉴스|콘텐츠)(?:가|를|는|에)?\s?(?:좋으셨|마음에|어떠|도움이|추천|공유)"
        r"|모두에게\s보여주고|추천\s(?:버튼|많이|요소)|(?:만족|유익)하(?:십|셨)니까"
        r"|만족도\s?(?:조사|평가)|was\sthis\s(?:article|page|story|information)\shelpful"
        r"|did\syou\s(?:like|enjoy|find)\sthis|how\swould\syou\srate|rate\sthis\s(?:article|story"
        r"|page)|この記事(?:は|が)(?:役に|いいと|気に入)|この記事を(?:シェア|評価)"
        r"|war\sdieser\sartikel|hat\sihnen\sder\sartikel|cet\sarticle\svous\sa"
        r"|¿te\sha\s(?:gustado|sido\sútil)")),
    ("site notice", re.compile(
        r"(?:사업자|통신판매|신문\s?등록|인터넷신문|언론사?\s?등록|등록)\s?(?:업|번호|신고)"
        r"|발행인|편집인|청소년\s?보호|대표\s?(?:전화|번호|이사)\s?[:：]?\s?[\d가-힣]|기사배열"
        r"|제호\s?[:：]?\s?\S|고유식별|브라우저에서만|자바스크립트|javascript\s(?:is|must|to)"
        r"|enable\sjavascript|공식\s전자정부|가상커서|단축키|섹션으로\s분류|언론사에서\s선정"
        r"|집계(?:한|\s기간|\s기준)|icp备|icp備|京公网安备|新闻信息服务许可|许可证(?:编号|号)"
        r"|网络文化经营|增值电信|registered\s(?:in|office|company)|company\s(?:no|number"
        r"|registration)|vat\s(?:no|number)|not\sresponsible\sfor\s(?:the\s)?(?:content|external)"
        r"|ust[.-]?id|handelsregister|verantwortlich\si\.?\s?s|issn\s|depósito\slegal|n°\scppap"
        r"|directeur\sde\s(?:la\s)?publication|siret")),
)  # fmt: skip
RELATED_LINE = re.compile(
    r"^\W*(?:관련\s?(?:기사|뉴스|글|영상)|(?:함께|같이)\s?(?:보면|읽으면|볼만한|볼"
    r"|읽을)\s?.{0,6}(?:기사|뉴스|글)|추천\s?기사|더\s?읽어\s?보기|읽어\s?보기"
    r"|read\s?(?:more|also|next)|also\sread|see\salso|related(?:\s(?:article|story|news"
    r"|coverage))?|more(?:\son\sthis)?|watch(?:\salso)?|recommended|don['’]t\smiss"
    r"|you\smay\s(?:also\s)?like|(?:in\s)?case\syou\smissed\sit"
    r"|関連記事|関連|あわせて読みたい|合わせて読みたい|続きを読む|こちらも|相关(?:阅读|新闻|报道"
    r"|链接)|相關(?:新聞|閱讀|報導)|延伸(?:閱讀|阅读)|推荐阅读|推薦閱讀|更多(?:新聞|新闻|報導)?"
    r"|點我看更多"
    r"|le[ae]\stambién|leer\s(?:más|también)|ver\s(?:más|también)|te\s(?:puede|podría)\sinteresar"
    r"|también\ste\spuede\sinteresar|más\sinformación|noticia\srelacionada|relacionad[oa]s?"
    r"|lesen\ssie\s(?:auch|hier|dazu|mehr)|lesen\ssie\shierzu(?:\sauch)?|mehr\s(?:zum\sthema|dazu"
    r"|lesen)|auch\s(?:interessant|lesenswert)|siehe\sauch|passend\sdazu|weiterlesen"
    r"|[àa]\slire(?:\s(?:aussi|également))?|lire\s(?:aussi|également|la\ssuite)|voir\saussi"
    r"|à\sdécouvrir|sur\sle\smême\ssujet|[àa]\svoir(?:\saussi)?"
    r"|leggi\sanche|vedi\sanche|leia\s(?:também|mais)|veja\stambém|saiba\smais|lees\sook"
    r"|читайте\sтакже|xem\sthêm|baca\sjuga|ilgili\shaber|czytaj\s(?:też|także)|läs\s(?:även|också"
    r"|mer))\s?(?:[:：|>»→]|\s[–-]\s)\W*\S.{0,200}$",
    re.IGNORECASE,
)
RELATED_HEAD = re.compile(
    r"^\W*(?:[^\s.]{1,20}\s){0,3}(?:(?:많이|가장\s?많이)\s?(?:본|읽은|찾은|보는)(?:\s?(?:뉴스"
    r"|기사|글|콘텐츠))?|(?:인기|추천|관련|최신|주요|핫|베스트|실시간|급상승|랭킹|이슈)\s?(?:영상"
    r"|기사|뉴스|글|클릭|랭킹|콘텐츠|검색어|키워드|토픽|동영상|포토)|(?:다음|이전)\s?(?:기사|글"
    r"|뉴스)|(?:함께|같이)\s?(?:보면|읽으면|볼만한|볼|읽을)\s?(?:좋은\s)?(?:만한\s)?(?:기사|뉴스"
    r"|글)|핫\s?이슈|(?:뉴스|기사)\s?(?:더\s?보기|랭킹|모음)|기자의\s(?:다른\s)?기사.{0,8}"
    r"|언론사홈\s?바로가기)\W*(?:\d{0,3}|더\s?보기|전체\s?보기|바로가기)?\W*$"
    r"|^\W*(?:more|latest|top|most\s(?:read|popular|viewed|watched|shared|discussed|commented)|trending|popular|recommended|other"
    r"|further)\s(?:news\s|stories\s|articles\s|headlines\s|reading\s)?(?:from|in|on|by|about"
    r"|for)\s[^.]{2,50}$|^more\s(?:from\s)?(?:the\s)?(?:author|\w{1,20}\s(?:news|stories"
    r"|headlines|articles))$"
    r"|^\W*(?:mehr|weitere(?:s)?|aktuelles?|neues)\s(?:aus|von|zu|zum|zur|im|in)\s[^.]{2,50}$"
    r"|^\W*más\s(?:en|de|sobre)\s[^.]{2,50}$|^\W*lo\smás\s(?:leído|visto|comentado"
    r"|compartido)(?:\s(?:en|de)\s[^.]{2,40})?$|^\W*(?:plus|davantage)\s(?:d['’]|de\s"
    r"|sur\s)[^.]{2,50}$|^\W*les\splus\s(?:lus|partagés|commentés)(?:\s[^.]{2,40})?$"
    r"|^\W*(?:também|leia|veja)\s[^.]{0,10}em\s[^.]{2,40}$"
    r"|^\W*「[^」]{1,20}」の記事.{0,10}$|^\W*.{0,14}(?:ランキング|の新着記事|の最新記事"
    r"|の関連記事|おすすめ記事|の記事一覧|もっと見る|の他の記事)(?:\s?[（(].{1,12}[)）])?\W*$"
    r"|^\W*.{0,8}(?:排行榜?|热榜|热文|推荐阅读|相关(?:新闻|报道|文章|阅读)|更多(?:新闻|内容|文章)"
    r"|相關(?:新聞|報導|文章)|熱門(?:新聞|文章)?|延伸閱讀|猜你喜[欢歡]|人氣[^.]{0,6})\W*$",
    re.IGNORECASE,
)
CONTACT_LINE = re.compile(r"^\W*[^.]{0,30}[\w.+-]{1,64}@[\w-]{1,60}\.[\w.-]{1,40}\W*$")
BULLET = re.compile(
    r"^\s*(?:[ㅇ•‣◦▪▸·∙○●□■◇◆★☆※*+>–—-]|\d{1,3}[.)]|[①-⑳㉠-㉿가-하][.)]?\s"
    r"|\([\dㄱ-ㅎ가-하a-z]\))\s*(?=\S)"
)
NO_WORDS = re.compile(r"^[\W\d_]*$")
WIDE = re.compile(r"[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]")
# An article may report on newsletters, cookies and comments; furniture tells its reader to act.
TELLS = re.compile(
    r"(?:세요|십시오|시오|해요|니까\?)[.!?~\s)」”\"]*$|ください|(?:您|你|扫|掃|点个|点亮|关注|關注|下載"
    r"|下载|加入|點擊|点击)"
    r"|^\W*(?:sign|subscribe|download|get|join|follow|support|become|click|tap|like|want|enjoy\w*"
    r"|love|don['’]t|never|register|create|start|read|see|do\s(?:you|we)|have\s(?:you|we)"
    r"|this\s(?:article|story)|by\ssigning|to\s(?:continue|read|keep)|already|for\smore|send"
    r"|contact|got|did|was|how)\b"
    r"|^\W*(?:suscr|apúnt|regístr|recib|únete|sígue|siga|descarg|hazte|haz\s|quieres|inici"
    r"|si\s(?:quieres|te)"
    r"|abonnieren|jetzt|laden|melden|folgen|hol|hier|sie\s(?:wollen|möchten)|nichts\smehr|abonnez"
    r"|inscriv|recevez|télécharg|suivez|cet\sarticle|il\svous|iscriv|abbon|assine|inscrev|cadastr"
    r"|baixe)",
    re.IGNORECASE,
)

CLOCK = re.compile(r"\d\s?(?:[:：h时]|時)\s?\d\d|\d時")
