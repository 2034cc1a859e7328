# 콘솔의 틀과 모든 화면이 함께 쓰는 문구입니다.
nav-label = 기본 메뉴
nav-inbox = 받은함
nav-customers = 고객
nav-orders = 주문
nav-products = 상품
nav-reviews = 리뷰
nav-coupons = 쿠폰
nav-reports = 보고서
nav-settings = 설정
skip-to-content = 본문으로 건너뛰기

close = 닫기
cancel = 취소
save = 저장
file-choose = 찾아보기…
file-none = 선택된 파일 없음
files-chosen = 파일 { $count }개
delete = 삭제
undo = 실행 취소
edit = 수정
add = 추가
remove = 제거
search = 검색
more = 더 보기
back = 뒤로
copy = 복사
copied = 복사했습니다
try-again = 다시 시도
load-more = 더 불러오기
none = 없음
saved = 저장했습니다
day-choose = 달력에서 선택
day-wrong = 선택할 수 없는 날짜입니다. 예시처럼 입력해 주세요.
time-wrong = 00:00부터 24:00까지의 시각을 입력해 주세요.

notice-ask = 동료가 나를 언급하거나 팔로우하는 대화에 고객이 메시지를 보내면 이 컴퓨터로 알려 드릴까요?
notice-turn-on = 켜기
notice-on = 데스크톱 알림이 켜졌습니다. 프로필에서 끌 수 있습니다.
notice-mention = { $name } 님이 나를 언급했습니다
month-previous = 이전 달
month-next = 다음 달

profile-menu = 내 메뉴, { $name }
your-profile = 내 프로필
presence-online = 응대 가능
presence-away = 자리 비움
presence-offline = 오프라인
theme = 화면 모드
theme-system = 시스템 설정
theme-light = 밝게
theme-dark = 어둡게
theme-contrast = 고대비
language = 언어
sign-out = 로그아웃

offline = 오프라인 상태입니다. 작성한 내용은 보관되며 다시 연결되면 전송됩니다.
offline-waiting = { $count ->
   *[other] 오프라인 상태입니다. 변경 사항 { $count }건이 전송을 기다리고 있습니다.
}
offline-sent = { $count ->
   *[other] 다시 연결되었습니다. 변경 사항 { $count }건을 전송했습니다.
}
offline-refused = 오프라인에서 한 변경이 거부되었습니다
offline-held = { $count ->
   *[other] 변경 사항 { $count }건을 아직 보내지 못했습니다.
}
offline-to-drafts = 임시 저장으로 되돌리기
offline-reply-refused = ‘{ $name }’ 대화의 답장이 거부되었습니다. 내용은 임시 저장에 다시 넣었습니다.
offline-note-refused = ‘{ $name }’ 대화의 메모가 거부되었습니다. 내용은 임시 저장에 다시 넣었습니다.
offline-open = 대화 열기

palette = 명령 팔레트
palette-placeholder = 검색하거나 명령을 입력하세요
palette-found = 검색 결과
palette-nothing = 결과가 없습니다. 다른 단어나 주문 번호, 이메일 주소로 찾아보세요.

keyboard-shortcuts = 키보드 단축키
shortcuts-hint = 키 버튼을 누르면 다른 키로 바꿀 수 있습니다.
shortcuts-reset = 기본값으로 되돌리기
shortcut-press = 키를 누르세요
shortcut-change = { $action }: { $key }. 변경
shortcut-palette = 명령 팔레트
shortcut-send = 보내기
shortcut-send-solve = 보내고 해결
shortcut-next = 다음 대화
shortcut-previous = 이전 대화
shortcut-reply = 답장
shortcut-note = 메모 작성
shortcut-assign = 담당자 지정
shortcut-tag = 태그
shortcut-status = 상태
shortcut-snooze = 다시 알림
shortcut-solve = 해결
shortcut-priority = 우선순위
shortcut-unread = 읽지 않음으로 표시
shortcut-undo = 마지막 이동 또는 변경 취소
shortcut-select = 선택
shortcut-compose = 새 대화
shortcut-search = 검색
shortcut-help = 단축키 보기
shortcut-back = 목록으로

error-title = 불러오지 못했습니다
missing-title = 여기에는 아무것도 없습니다
change-refused = 저장하지 못했습니다
page-missing-title = 페이지를 찾을 수 없습니다
page-missing-text = 주소가 잘못되었거나 페이지가 삭제되었을 수 있습니다.
page-broken-title = 페이지를 표시할 수 없습니다
page-broken-text = 다시 불러와 주세요. 문제가 계속되면 Tillside 관리자에게 알려 주세요.
page-to-inbox = 받은함으로 이동
no-permission-title = 접근 권한이 없습니다
no-permission-text = 업무에 필요하다면 워크스페이스 소유자나 관리자에게 요청하세요.

problem-invalid-credentials = 이메일 주소와 비밀번호가 일치하지 않습니다. 확인 후 다시 시도하세요.
problem-not-found = 삭제되었거나 존재하지 않습니다.
problem-conflict = 다른 사람이 동시에 변경했습니다. 내용을 다시 확인하고 변경해 주세요.
problem-validation = 입력 내용에 잘못된 부분이 있습니다. 표시된 항목을 확인하세요.
problem-unauthorized = 로그아웃되었습니다. 다시 로그인해 주세요.
problem-forbidden = 현재 역할로는 할 수 없는 작업입니다. 소유자나 관리자에게 문의하세요.
problem-rate-limited = 시도 횟수가 너무 많습니다. 잠시 후 다시 시도하세요.
problem-unavailable = 서버가 정상적으로 응답하지 않습니다. 잠시 후 다시 시도하세요.
problem-offline = 서버에 연결할 수 없습니다. 네트워크 연결을 확인하세요.
problem-too-large = 파일이 너무 큽니다.
problem-already-sent = 이미 전송되어 취소할 수 없습니다.
problem-unexpected = 예기치 못한 문제가 발생했습니다. 다시 시도하고, 계속되면 Tillside 운영 담당자에게 알려 주세요.
problem-malformed = 서버가 요청을 읽지 못했습니다. 페이지를 새로고침한 후 다시 시도해 주세요.
problem-invalid-query = 링크 또는 필터가 더 이상 유효하지 않습니다. 필터를 지우고 다시 시도해 주세요.
problem-method-not-allowed = 서버가 지원하지 않는 작업입니다. 이전 버전의 페이지일 수 있으니 새로고침해 주세요.
problem-unsupported-media-type = 지원하지 않는 파일 형식입니다.
problem-internal = 서버에서 문제가 발생했습니다. 다시 시도하고, 계속되면 Tillside 운영 담당자에게 알려 주세요.
problem-upstream-failed = 다른 서버가 제대로 응답하지 않았습니다. 몇 분 후에 다시 시도해 주세요.
problem-storage-full = 서버 디스크가 가득 찼습니다. 공간이 확보될 때까지 저장할 수 없으니 Tillside 운영 담당자에게 알려 주세요.
problem-csrf = 세션이 최신 상태가 아닙니다. 페이지를 새로고침한 후 다시 시도해 주세요.
problem-idempotency-key-reused = 이미 다른 내용으로 전송되었습니다. 페이지를 새로고침하고 다시 시작해 주세요.
problem-taken = 이미 사용 중입니다. 다른 것을 선택해 주세요.
problem-address-suppressed = 이 주소로는 메일을 보내지 않습니다. 영구 반송되었거나 수신자가 원하지 않습니다. 고객 정보 옆에서 해제하거나 다른 주소를 선택해 주세요.
problem-last-owner = 소유자가 한 명은 남아 있어야 합니다. 먼저 다른 사람을 소유자로 지정해 주세요.
