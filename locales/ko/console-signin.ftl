# Sign-in, first set-up, invitations and forgotten passwords; and what is wrong with a field of any form.
sign-in = 로그인
sign-in-title = Tillside에 로그인
sign-in-forgot = 비밀번호를 잊으셨나요?
sign-in-wait = 시도 횟수가 너무 많습니다. { $time } 후에 다시 시도해 주세요.
sign-in-instead = 로그인으로 돌아가기
sign-in-language = 이 페이지의 언어

person-name = 이름
person-email = 이메일 주소
person-time-zone = 시간대
password = 비밀번호
password-show = 비밀번호 표시
password-hide = 비밀번호 숨기기
password-hint = 10자 이상이어야 합니다. 단어 몇 개를 이어 쓰면 외우기 쉽고 추측하기 어렵습니다.

setup-title = 환영합니다. 워크스페이스를 설정해 보겠습니다
setup-text = 양식 하나만 작성하면 스토어를 연결하고 고객에게 답변할 수 있습니다.
setup-workspace-name = 스토어 또는 회사 이름
setup-workspace-hint = 고객에게 표시됩니다. 나중에 변경할 수 있습니다.
setup-go = 워크스페이스 만들기
setup-done-title = 이미 설정이 완료되었습니다
setup-done-text = 로그인하거나 워크스페이스 소유자에게 초대를 요청해 주세요.

invited-title = { $workspace }에 참여
invited-text = { $email } 주소로 초대되었습니다. 비밀번호를 정하면 바로 시작할 수 있습니다.
invited-go = 참여하기
invited-gone-title = 이 초대는 더 이상 유효하지 않습니다
invited-gone-text = 이미 사용되었거나 취소되었거나 7일이 지났습니다. 초대한 분에게 새 초대를 요청해 주세요.

forgot-title = 새 비밀번호
forgot-text = 이메일 주소를 입력하시면 링크를 보내 드립니다. 링크는 한 시간 동안 한 번만 사용할 수 있습니다.
forgot-go = 링크 보내기
forgot-sent-title = 메일함을 확인해 주세요
forgot-sent-text = { $email } 주소가 등록되어 있다면 링크가 전송됩니다. 몇 분이 지나도 오지 않으면 스팸함을 확인하거나 소유자에게 이메일 설정을 문의해 주세요.
reset-title = 새 비밀번호를 정해 주세요
reset-text = { $email } 계정입니다. 다른 모든 기기에서 로그아웃됩니다.
reset-go = 저장하고 로그인
reset-gone-title = 이 링크는 더 이상 유효하지 않습니다
reset-gone-text = 이미 사용되었거나 한 시간이 지났습니다.
reset-again = 새 링크 요청

# What is wrong with a field.
field-invalid = 올바르지 않은 값입니다. 확인해 주세요.
field-required = 입력해 주세요.
field-taken = 이미 사용 중입니다.
field-too-long = 너무 깁니다.
field-too-short = 10자 이상 입력해 주세요.
field-too-large = 숫자가 너무 큽니다.
field-too-many = 개수가 너무 많습니다.
field-unknown = 더 이상 존재하지 않습니다.
field-unknown-value = 알 수 없는 값입니다.
field-is-email = 이메일 주소는 비밀번호로 사용할 수 없습니다.
field-common = 가장 먼저 시도되는 흔한 비밀번호입니다. 다른 비밀번호를 선택해 주세요.
field-wrong-password = 현재 비밀번호와 다릅니다.
field-loopback-only = 암호화 없이는 이 컴퓨터에만 연결할 수 있습니다. TLS 또는 STARTTLS를 선택해 주세요.
field-not-public = 공개 인터넷 주소가 아닙니다.
field-not-https = 주소는 https://로 시작해야 합니다
