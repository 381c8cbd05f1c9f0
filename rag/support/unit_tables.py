"""The units and counted nouns that `rag.support.units` knows: data alone.

Each row names the kinds, then the words (with _ for a space); before the words of each unit, how
many of the smallest of that kind it is, if not 1. `*` are the kinds that any thing may have.
"""

THINGS = (
    "org place group sheet machine vessel building household work book animal part room plant "
    "course job case box bottle word goal"
)
KOREAN = """
person: 명 인 사람
org: 개사 개업체 개기업 회사 기업 업체
*: 개 가지 종 종류 점 항목 건물
place org: 곳 군데 개소 개국 나라 도시 개교 학교 개역 정거장 개도시
group org: 팀 개팀
sheet: 장
machine age ordinal: 대
vessel: 척
machine part: 기
building household: 채 가구 세대 개동
case: 건
times ordinal: 회 차 번
times: 차례
ordinal rank: 번째 등
rank: 위
ordinal: 호기
work flight: 편
book: 권 부
ordinal household: 호
animal: 마리
pair: 쌍 켤레
room: 학급 교실 병상 객실
course: 과목 강좌
box: 상자 박스
bottle: 병 캔
word work: 곡
plant: 그루
vote: 표
seat: 석
win: 승
loss: 패
goal times: 골
floor: 층
page: 쪽 페이지
lane: 차로 차선
multiple: 배
ratio: 0.01 % 퍼센트 프로
points: 0.01 %p %P %포인트 퍼센트포인트 퍼센트p
krw: 원
usd: 달러 불
inr: 루피
rub: 루블
vnd building place: 동
crown: 크로나 크로네 코루나
franc: 프랑
peso: 페소
jpy: 엔
cny: 위안
eur: 유로
gbp: 파운드, 0.01 펜스
age: 세 살
calendar: 12 년 개년 해 주년 년간, 개월 달
clock share place: 604800 주
clock: 604800 주일 주간, 86400 일 일간 박, 3600 시간, 60 분 분간, 초
oclock: 시
length: 1000 킬로미터, 0.001 밀리미터, 0.3048 피트, 0.0254 인치, 0.9144 야드, 1609.344 마일, 1852
  해리, 미터, 0.01 센티미터, 1e-09 나노 나노미터
length mass: 1000 킬로
mass: 그램, 1000 킬로그램, 0.001 밀리그램, 1000000 톤
volume: 리터, 0.001 밀리리터, 1000 세제곱미터 입방미터, 3.785 갤런
volume barrel: 158.987 배럴
area: 제곱미터, 10000 헥타르, 3.305785 평, 1000000 제곱킬로미터, 4046.8564 에이커
power: 와트, 1000 킬로와트, 1000000 메가와트, 1000000000 기가와트
energy: 1000 킬로와트시, 1000000 메가와트시, 1000000000 기가와트시
frequency: 헤르츠
sound: 데시벨
heat: 킬로칼로리
usd eur: 0.01 센트
calendar ordinal rank: 12 년차
clock ordinal rank: 604800 주차, 86400 일차
data: 1000000 메가바이트, 1000000000 기가바이트, 1e+12 테라바이트
degree: 도
"""
HAN = """
person: 人 名
org household place: 家 社 所 企業 企业
*: 個 个 つ 項 项 種 种
place: 国 國 处 處 座 カ所 か所 ヵ所 箇所 カ国 か国 ヵ国 个国家 個國家
machine: 台 辆 輛 架 部
vessel animal: 隻 艘 只
sheet: 枚 张 張
case: 件 起
times ordinal: 回 次 度 届
ordinal rank: 号 號 番 番目 等
rank person: 位
group: チーム 支 队 組 组
vote: 票
seat: 席 議席 席位
floor: 階 层 層 楼
book: 冊 本 册
animal: 頭 匹 头
building household: 棟 栋 戸 户 戶 世帯
multiple: 倍
ratio: 0.01 % ％ パーセント
points: 0.01 ポイント 个百分点 個百分點 %ポイント
krw: ウォン 韩元 韓元
usd: ドル 美元
jpy: 円 日元
cny: 元 人民币 人民幣
eur: ユーロ 欧元 歐元
gbp: ポンド 英镑
age: 歳 岁 歲 周岁
calendar: 12 年 年間 年间 周年, か月 ヶ月 カ月 ヵ月 个月 個月 箇月
clock: 604800 週 週間 周 星期, 86400 日 日間 天, 3600 時間 小时 小時, 60 分 分钟 分鐘 分間, 秒
length: 1000 キロ 公里 千米 キロメートル, メートル 米
mass: 1000 公斤 キログラム, 1000000 トン 吨 噸
area: 10000 公顷 ヘクタール 公頃, 平方メートル 平方米
degree: 度
"""
SYMBOLS = """
ratio: 0.01 % ％
points: 0.01 %p pp, 0.0001 bp bps
length: 1000 km ㎞, 1e-09 nm ㎚, 1e-06 ㎛ μm, 0.3048 ft, m ｍ, 0.01 cm ㎝, 0.001 mm ㎜
mass: 1e-06 ㎍ μg, 1000 kg ㎏, g, 0.001 mg ㎎, 1000000 t
frequency: Hz ㎐, 1000 kHz ㎑, 1000000 MHz ㎒, 1000000000 GHz ㎓
sound: dB ㏈
concentration: ppm ㏙
heat: kcal ㎉
volume: L l ℓ, 0.001 ml mL ㎖, 1000 ㎥ m3 m³ kl ㎘
area: ㎡ m2 m², 10000 ha ㏊, 1000000 ㎢ km2 km²
power: W, 1000 kW KW ㎾, 1000000 MW ㎿, 1000000000 GW, 1e+12 TW
energy: Wh, 1000 kWh, 1000000 MWh, 1000000000 GWh, 1e+12 TWh
data: 1000000 MB, 1000000000 GB, 1e+12 TB
speed length: 1000 km/h kph ㎞/h, m/s ㎧, 1609.344 mph
degree: °C ℃ °
fahrenheit: °F ℉
eur: €, EUR
krw: KRW ₩
usd: USD $
jpy: JPY
cny: CNY RMB
vnd: VND ₫ đ
clock: 3600 h hr hrs
"""
WORDS = """
person: people persons workers employees students pupils residents inhabitants passengers patients
  soldiers troops visitors deaths dead fatalities injured participants attendees volunteers
  lawmakers teachers doctors engineers researchers children adults men women victims citizens
  staff guests players candidates officials experts personas habitantes trabajadores empleados
  estudiantes alumnos muertos heridos visitantes pasajeros menschen personen einwohner mitarbeiter
  mitarbeitern beschäftigte beschäftigten schüler schülern studenten tote toten verletzte
  verletzten besucher besuchern fahrgäste personnes habitants employés salariés élèves étudiants
  morts blessés visiteurs passagers người nhân_viên học_sinh sinh_viên hành_khách
person org place: members users customers owners investors miembros mitglieder membres
org: companies firms businesses enterprises corporations startups start-ups manufacturers banks
  empresas compañías unternehmen firmen entreprises sociétés công_ty doanh_nghiệp
org group place: organizations organisations institutions agencies groups universities
place: countries nations cities towns villages districts regions provinces países ciudades länder
  ländern städte städten pays villes quốc_gia nước thành_phố
place building org: schools libraries hospitals stations stops sites locations places stores shops
  branches buildings facilities museums parks factories plants centers centres escuelas
  bibliotecas hospitales estaciones schulen bibliotheken krankenhäuser haltestellen bahnhöfe
  écoles bibliothèques hôpitaux gares thư_viện trường bệnh_viện nhà_ga
group org: teams squads equipos mannschaften équipes đội
building household room: households homes houses apartments families hogares viviendas haushalte
  haushalten wohnungen foyers ménages logements hộ căn_hộ
machine vessel: cars vehicles buses trucks robots drones aircraft planes helicopters tanks
  machines coches vehículos autobuses trenes autos fahrzeuge busse züge voitures véhicules trains
  xe
vessel: ships boats vessels ferries barcos schiffe schiffen boote navires bateaux tàu
case: cases incidents accidents casos fälle fällen cas vụ
times multiple: times veces mal fois lần
multiple: fold
sheet: sheets cards
book: books volumes copies libros bücher livres
vote 찬성 반대 기권 무효: votes votos stimmen voix
seat: seats escaños sitze sièges
machine vessel times flight: trains flights sailings trips departures
goal times: goals goles tore buts
floor: floors storeys stories
page: pages páginas seiten
plant: trees árboles bäume arbres
ratio: 0.01 percent per_cent prozent por_ciento pour_cent phần_trăm
points: 0.01 percentage_points percentage_point puntos_porcentuales prozentpunkte prozentpunkten
  points_de_pourcentage điểm_phần_trăm, 0.0001 basis_points
krw: won
usd: dollars dollar dólares đô_la
crown: crowns kronor kroner krona koruna kronen
franc: francs franken
peso: pesos
inr: rupees
rub: roubles rubles
jpy: yen yenes
cny: yuan renminbi yuanes
eur: euros euro
usd eur: 0.01 cents centavos
gbp: 0.01 pence
frequency: hertz, 1000 kilohertz, 1000000 megahertz, 1000000000 gigahertz
sound: decibels
gbp mass: pounds libras pfund livres_sterling
vnd: đồng
calendar age: 12 years año años jahre jahren ans années năm
calendar: 120 decades décadas jahrzehnte jahrzehnten décennies, 1200 centuries, months meses
  monate monaten mois tháng
clock: 604800 weeks semanas wochen semaines tuần, 86400 days nights días tage tagen jours ngày,
  3600 hours horas stunden heures giờ, 60 minutes minutos minuten phút, seconds segundos sekunden
  secondes giây
length: 1000 kilometers kilometres kilómetros kilometer kilometern kilomètres ki_lô_mét, 1609.344
  miles millas meilen, meters metres metros meter metern mètres mét, 0.3048 feet foot, 0.0254
  inches inch pulgadas zoll pouces, 0.9144 yards yard, 0.01 centimeters centimetres centímetros
  zentimeter, 0.001 millimeters millimetres milímetros millimeter, 1852 nautical_miles, 1e-09
  nanometers nanometres, 1e-06 microns micrometers micrometres
volume: litres liters litros liter, 0.001 millilitres milliliters, 3.785 gallons, 1000
  cubic_metres cubic_meters
volume barrel: 158.987 barrels barriles
mass: 1000 kilograms kilos kilogramm, grams gramos gramm grammes, 0.001 milligrams milligramm
  miligramos, 453.592 lbs, 28.3495 ounces, 1000000 tons tonnes toneladas tonnen tấn
area: 0.092903 square_feet, 2590000 square_miles, 10000 hectares hectáreas hektar, 4046.8564
  acres, square_meters square_metres metros_cuadrados quadratmeter mét_vuông, 1000000
  square_kilometers square_kilometres quadratkilometer kilómetros_cuadrados
speed length: 1852 knots, 1000 kilometres_per kilometers_per, 1609.344 miles_per
power: watts, 1000 kilowatts, 1000000 megawatts, 1000000000 gigawatts
data: 1000000 megabytes, 1000000000 gigabytes, 1e+12 terabytes
heat: kilocalories calories
energy: 1000 kilowatt_hours kilowatt-hours, 1000000 megawatt_hours megawatt-hours, 1000000000
  gigawatt_hours gigawatt-hours
degree: degrees_celsius celsius
fahrenheit: degrees_fahrenheit fahrenheit
degree fahrenheit: degrees grados grad degrés độ
pair: pairs
course: courses lectures lessons
animal: animals birds fish dogs cats cattle cows pigs chickens horses sheep squirrels
person job: jobs
"""
