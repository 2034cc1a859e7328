### What is measured, as reports name and define it.

measure-volume = 새 대화
    .definition = 기간 중에 시작된 대화입니다. 채널과 시작한 사람은 구분하지 않습니다. 스팸은 세지 않으며, 다른 대화에 병합된 대화는 병합된 쪽의 대화로 한 번만 셉니다.
measure-first-response = 첫 응답 시간
    .definition = 고객의 첫 메시지부터 팀의 첫 공개 답변까지 걸린 시간입니다. 자동 응답, 어시스턴트, 내부 메모는 답변으로 보지 않으며, 팀이 먼저 시작한 대화는 제외합니다. 답변한 날짜에 집계합니다.
measure-resolution = 해결 시간
    .definition = 대화가 시작된 때부터 마지막으로 해결될 때까지 걸린 시간이며, 다시 열려 있던 시간도 포함합니다. 기간이 끝날 때까지 해결 상태를 유지한 대화만 해결된 날짜에 집계합니다.
measure-backlog = 미해결 대화
    .definition = 기간이 끝나는 시점에 진행 중, 고객 답변 대기 또는 다시 알림 상태인 대화입니다.
measure-solved = 해결된 대화
    .definition = 기간 중에 해결되어 기간이 끝날 때까지 해결 상태를 유지한 대화입니다. 대화마다 한 번만 셉니다.
measure-reopened = 다시 열림
    .definition = 해결된 대화를 고객이나 팀이 기간 중에 다시 연 횟수입니다.

## 그룹

measure-channel-email = 이메일
measure-channel-chat = 채팅
measure-channel-contact-form = 문의 양식
measure-channel-api = API 채널
measure-agent-none = 담당자 없음
measure-team-none = 팀 없음
measure-language-none = 알 수 없음
