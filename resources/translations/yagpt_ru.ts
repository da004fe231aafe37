<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru_RU" sourcelanguage="en_US">
<context>
    <name>AboutSection</name>
    <message>
        <source>Runs from its source code.</source>
        <translation>Запущена из исходного кода.</translation>
    </message>
    <message>
        <source>Built outside a repository; of which state is not known.</source>
        <translation>Собрана вне репозитория, из какого состояния — неизвестно.</translation>
    </message>
    <message>
        <source>Development build of {day}, commit {commit} with changes.</source>
        <translation>Сборка разработчика от {day}, коммит {commit} с изменениями.</translation>
    </message>
    <message>
        <source>Development build of {day}, commit {commit}.</source>
        <translation>Сборка разработчика от {day}, коммит {commit}.</translation>
    </message>
    <message>
        <source>Built from the state of {day}, commit {commit}.</source>
        <translation>Сборка от {day}, коммит {commit}.</translation>
    </message>
    <message>
        <source>YaGPT Desktop {version}. Free software under the MIT licence.</source>
        <translation>YaGPT Desktop {version}. Свободная программа под лицензией MIT.</translation>
    </message>
    <message>
        <source>It stands on {libraries}.</source>
        <translation>Что внутри: {libraries}.</translation>
    </message>
</context>
<context>
    <name>AccountCard</name>
    <message>
        <source>Rename “{name}”</source>
        <translation>Переименовать «{name}»</translation>
    </message>
    <message>
        <source>Name of the account</source>
        <translation>Название аккаунта</translation>
    </message>
</context>
<context>
    <name>AccountLine</name>
    <message>
        <source>The key works</source>
        <translation>Ключ действует</translation>
    </message>
    <message>
        <source>Account: {state}</source>
        <translation>Аккаунт: {state}</translation>
    </message>
    <message>
        <source>Switch to another account</source>
        <translation>Выбрать другой аккаунт</translation>
    </message>
    <message>
        <source>No account</source>
        <translation>Нет аккаунта</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>Демо</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Проверяем…</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Подключено</translation>
    </message>
    <message>
        <source>Connected until closing</source>
        <translation>Подключено до закрытия</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Не подключено</translation>
    </message>
    <message>
        <source>connect Yandex Cloud</source>
        <translation>подключите Yandex Cloud</translation>
    </message>
    <message>
        <source>all on this computer</source>
        <translation>всё на этом компьютере</translation>
    </message>
    <message>
        <source>press to paste a new one</source>
        <translation>нажмите, чтобы вставить новый</translation>
    </message>
    <message>
        <source>folder “{name}”</source>
        <translation>каталог «{name}»</translation>
    </message>
</context>
<context>
    <name>AccountList</name>
    <message>
        <source>Accounts</source>
        <translation>Аккаунты</translation>
    </message>
    <message>
        <source>Add another account</source>
        <translation>Добавить аккаунт</translation>
    </message>
</context>
<context>
    <name>AccountPage</name>
    <message>
        <source>Account</source>
        <translation>Аккаунт</translation>
    </message>
    <message>
        <source>Checking the key…</source>
        <translation>Проверяем ключ…</translation>
    </message>
    <message>
        <source>Saving the key…</source>
        <translation>Сохраняем ключ…</translation>
    </message>
    <message>
        <source>The key works.</source>
        <translation>Ключ действует.</translation>
    </message>
    <message>
        <source>Saved in the system keyring.</source>
        <translation>Ключ сохранён в системном хранилище паролей.</translation>
    </message>
    <message>
        <source>The key works until the program is closed.</source>
        <translation>Ключ действует до закрытия программы.</translation>
    </message>
    <message>
        <source>The account is deleted from this computer.</source>
        <translation>Аккаунт удалён с этого компьютера.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Вернуть</translation>
    </message>
    <message>
        <source>Key and folder</source>
        <translation>Ключ и каталог</translation>
    </message>
    <message>
        <source>Where do I get a key?</source>
        <translation>Где взять ключ?</translation>
    </message>
    <message>
        <source>Hide the steps</source>
        <translation>Скрыть шаги</translation>
    </message>
    <message>
        <source>New account</source>
        <translation>Новый аккаунт</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Добро пожаловать</translation>
    </message>
    <message>
        <source>YandexGPT answers through your Yandex Cloud.</source>
        <translation>YandexGPT отвечает через ваш аккаунт Yandex Cloud.</translation>
    </message>
    <message>
        <source>The key is never written into a file.</source>
        <translation>В файлы ключ не записывается.</translation>
    </message>
    <message>
        <source>To keep it, install GNOME Keyring, KWallet or KeePassXC and switch it on.</source>
        <translation>Чтобы ключ сохранялся, установите и включите GNOME Keyring, KWallet или KeePassXC.</translation>
    </message>
    <message>
        <source>To talk with YandexGPT, connect a Yandex Cloud account.</source>
        <translation>Чтобы общаться с YandexGPT, подключите аккаунт Yandex Cloud.</translation>
    </message>
    <message>
        <source>The key is kept in the system keyring only.</source>
        <translation>Ключ хранится только в системном хранилище паролей.</translation>
    </message>
    <message>
        <source>This system has no keyring: the key will be forgotten when the program is closed.</source>
        <translation>В системе нет хранилища паролей: после закрытия программы ключ забудется.</translation>
    </message>
</context>
<context>
    <name>AccountWords</name>
    <message>
        <source>API key</source>
        <translation>API-ключ</translation>
    </message>
    <message>
        <source>key file of a service account</source>
        <translation>файл ключа</translation>
    </message>
    <message>
        <source>the tool yc</source>
        <translation>программа yc</translation>
    </message>
    <message>
        <source>IAM token</source>
        <translation>IAM-токен</translation>
    </message>
    <message>
        <source>OAuth token</source>
        <translation>OAuth-токен</translation>
    </message>
    <message>
        <source>Yandex Cloud</source>
        <translation>Yandex Cloud</translation>
    </message>
    <message>
        <source>folder “{name}”</source>
        <translation>каталог «{name}»</translation>
    </message>
    <message numerus="yes">
        <source>for %n more minute(s)</source>
        <translation>
            <numerusform>ещё %n мин</numerusform>
            <numerusform>ещё %n мин</numerusform>
            <numerusform>ещё %n мин</numerusform>
        </translation>
    </message>
    <message>
        <source>The key no longer works</source>
        <translation>Ключ больше не действует</translation>
    </message>
    <message numerus="yes">
        <source>The key works for %n more minute(s)</source>
        <translation>
            <numerusform>Ключ действует ещё %n мин</numerusform>
            <numerusform>Ключ действует ещё %n мин</numerusform>
            <numerusform>Ключ действует ещё %n мин</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ActionChip</name>
    <message>
        <source>Actions</source>
        <translation>Действия</translation>
    </message>
    <message>
        <source>Actions on the text</source>
        <translation>Действия с текстом</translation>
    </message>
</context>
<context>
    <name>ActionDesk</name>
    <message>
        <source>“{name}” is in the clipboard</source>
        <translation>Результат «{name}» в буфере обмена</translation>
    </message>
    <message>
        <source>The text has changed meanwhile; the answer is in the clipboard</source>
        <translation>Текст за это время изменился; ответ — в буфере обмена</translation>
    </message>
    <message>
        <source>The text is replaced</source>
        <translation>Текст заменён</translation>
    </message>
    <message>
        <source>The selected part is replaced</source>
        <translation>Выделенное заменено</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>Вернуть</translation>
    </message>
</context>
<context>
    <name>ActionMenu</name>
    <message>
        <source>First type or paste a text</source>
        <translation>Сначала введите или вставьте текст</translation>
    </message>
    <message>
        <source>Set up…</source>
        <translation>Настроить…</translation>
    </message>
</context>
<context>
    <name>AnswerPane</name>
    <message>
        <source>Keep this one</source>
        <translation>Оставить эту</translation>
    </message>
    <message>
        <source>Model unknown</source>
        <translation>Модель неизвестна</translation>
    </message>
    <message>
        <source>{model}, temperature {value}</source>
        <translation>{model}, температура {value}</translation>
    </message>
</context>
<context>
    <name>ArchiveOffer</name>
    <message>
        <source>Load the chats of the file “{name}”?</source>
        <translation>Загрузить чаты из файла «{name}»?</translation>
    </message>
    <message>
        <source>It lies in the folder {folder}. The chats that are here stay as they are.</source>
        <translation>Он лежит в папке {folder}. Чаты, которые уже есть, останутся как были.</translation>
    </message>
    <message>
        <source>Load chats</source>
        <translation>Загрузка чатов</translation>
    </message>
    <message>
        <source>Do not load</source>
        <translation>Не загружать</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>Загрузить</translation>
    </message>
    <message>
        <source>“{name}” is no archive of chats. Only such an archive, a file {ending}, opens this way.</source>
        <translation>«{name}» — не архив чатов. Так открывается только архив чатов: файл {ending}.</translation>
    </message>
</context>
<context>
    <name>Argparse</name>
    <message>
        <source>usage: </source>
        <translation>использование: </translation>
    </message>
    <message>
        <source>positional arguments</source>
        <translation>аргументы</translation>
    </message>
    <message>
        <source>options</source>
        <translation>параметры</translation>
    </message>
    <message>
        <source>show this help message and exit</source>
        <translation>показать эту справку и выйти</translation>
    </message>
    <message>
        <source>the following arguments are required: %s</source>
        <translation>не хватает: %s</translation>
    </message>
    <message>
        <source>unrecognized arguments: %s</source>
        <translation>неизвестные параметры: %s</translation>
    </message>
    <message>
        <source>argument %(argument_name)s: %(message)s</source>
        <translation>%(argument_name)s: %(message)s</translation>
    </message>
    <message>
        <source>expected one argument</source>
        <translation>нужно одно значение</translation>
    </message>
    <message>
        <source>not allowed with argument %s</source>
        <translation>не сочетается с %s</translation>
    </message>
    <message>
        <source>ignored explicit argument %r</source>
        <translation>значение %r здесь лишнее</translation>
    </message>
    <message>
        <source>invalid choice: %(value)r (choose from %(choices)s)</source>
        <translation>нет варианта %(value)r (есть: %(choices)s)</translation>
    </message>
    <message>
        <source>invalid %(type)s value: %(value)r</source>
        <translation>не подходит значение %(value)r</translation>
    </message>
</context>
<context>
    <name>AtHandSection</name>
    <message>
        <source>Show an icon in the tray</source>
        <translation>Показывать значок в области уведомлений</translation>
    </message>
    <message>
        <source>Stay in the tray when the window is closed</source>
        <translation>Оставаться в области уведомлений, когда окно закрыто</translation>
    </message>
    <message>
        <source>Start with the session, in the tray</source>
        <translation>Запускать вместе с системой, в области уведомлений</translation>
    </message>
    <message>
        <source>Open the quick window by Ctrl+C pressed twice</source>
        <translation>Открывать быстрое окно двойным нажатием Ctrl+C</translation>
    </message>
    <message>
        <source>Noticed by the clipboard alone: the program does not listen to what you type.</source>
        <translation>Заметно по одному буферу обмена: за тем, что вы печатаете, программа не следит.</translation>
    </message>
    <message>
        <source>Press a key</source>
        <translation>Нажмите клавишу</translation>
    </message>
    <message>
        <source>Press the new key; Backspace takes it away.</source>
        <translation>Нажмите новую клавишу; Backspace убирает её.</translation>
    </message>
    <message>
        <source>More terminals</source>
        <translation>Другие терминалы</translation>
    </message>
    <message>
        <source>Names of programs, with commas</source>
        <translation>Названия программ через запятую</translation>
    </message>
    <message>
        <source>Nothing is copied or pasted for you in them; the known ones are excepted too.</source>
        <translation>В них за вас ничего не копируется и не вставляется; известные терминалы исключены и так.</translation>
    </message>
    <message>
        <source>The desktop&apos;s own settings can bind a key to this command: {command}</source>
        <translation>В настройках рабочего стола можно назначить клавишу этой команде: {command}</translation>
    </message>
</context>
<context>
    <name>AttachmentChip</name>
    <message numerus="yes">
        <source>%n character(s)</source>
        <translation>
            <numerusform>%n знак</numerusform>
            <numerusform>%n знака</numerusform>
            <numerusform>%n знаков</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove “{name}”</source>
        <translation>Убрать «{name}»</translation>
    </message>
</context>
<context>
    <name>BackDesk</name>
    <message>
        <source>Translated back</source>
        <translation>Обратный перевод</translation>
    </message>
</context>
<context>
    <name>BackDialog</name>
    <message>
        <source>Check by translating back</source>
        <translation>Проверка обратным переводом</translation>
    </message>
    <message>
        <source>The text and its translation back</source>
        <translation>Текст и его обратный перевод</translation>
    </message>
    <message>
        <source>The marks are hints: the meaning may be right all the same. Enter shows the place.</source>
        <translation>Пометки — только подсказки: смысл может быть верным и там. Клавиша ввода показывает место в переводе.</translation>
    </message>
    <message>
        <source>Next doubtful place</source>
        <translation>Следующее сомнительное место</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Остановить</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Translating back…</source>
        <translation>Переводим обратно…</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Остановлено</translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) to look at.</source>
        <translation>
            <numerusform>Стоит проверить %n место.</numerusform>
            <numerusform>Стоит проверить %n места.</numerusform>
            <numerusform>Стоит проверить %n мест.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing doubtful was noticed.</source>
        <translation>Ничего сомнительного не замечено.</translation>
    </message>
</context>
<context>
    <name>CardButtons</name>
    <message>
        <source>Accept</source>
        <translation>Принять</translation>
    </message>
    <message>
        <source>Accept this change</source>
        <translation>Принять эту правку</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Оставить</translation>
    </message>
    <message>
        <source>Leave it as it was</source>
        <translation>Оставить как было</translation>
    </message>
    <message>
        <source>More about this change</source>
        <translation>Ещё об этой правке</translation>
    </message>
</context>
<context>
    <name>ChangeMenu</name>
    <message>
        <source>More about this change</source>
        <translation>Ещё об этой правке</translation>
    </message>
    <message>
        <source>Never change “{word}”</source>
        <translation>Никогда не исправлять «{word}»</translation>
    </message>
    <message>
        <source>Do not explain further</source>
        <translation>Больше не объяснять</translation>
    </message>
    <message>
        <source>Explain the changes</source>
        <translation>Объяснить правки</translation>
    </message>
    <message>
        <source>Decide again</source>
        <translation>Решить заново</translation>
    </message>
    <message>
        <source>Accept all of this kind: {kind}</source>
        <translation>Принять все такие: {kind}</translation>
    </message>
    <message>
        <source>Leave all of this kind: {kind}</source>
        <translation>Оставить все такие: {kind}</translation>
    </message>
</context>
<context>
    <name>ChangeWords</name>
    <message>
        <source>Spelling</source>
        <translation>Орфография</translation>
    </message>
    <message>
        <source>Punctuation</source>
        <translation>Пунктуация</translation>
    </message>
    <message>
        <source>Capital letters</source>
        <translation>Прописные и строчные</translation>
    </message>
    <message>
        <source>Letter ё</source>
        <translation>Буква ё</translation>
    </message>
    <message>
        <source>Spaces and typography</source>
        <translation>Пробелы и типографика</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Слова</translation>
    </message>
    <message>
        <source>Your own</source>
        <translation>Ваши правки</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>принято</translation>
    </message>
    <message>
        <source>left as it was</source>
        <translation>оставлено как было</translation>
    </message>
    <message>
        <source>space</source>
        <translation>пробел</translation>
    </message>
    <message>
        <source>hard space</source>
        <translation>неразрывный пробел</translation>
    </message>
    <message>
        <source>line break</source>
        <translation>перенос строки</translation>
    </message>
    <message>
        <source>tab</source>
        <translation>табуляция</translation>
    </message>
    <message>
        <source>comma</source>
        <translation>запятая</translation>
    </message>
    <message>
        <source>full stop</source>
        <translation>точка</translation>
    </message>
    <message>
        <source>semicolon</source>
        <translation>точка с запятой</translation>
    </message>
    <message>
        <source>colon</source>
        <translation>двоеточие</translation>
    </message>
    <message>
        <source>dash</source>
        <translation>тире</translation>
    </message>
    <message>
        <source>short dash</source>
        <translation>короткое тире</translation>
    </message>
    <message>
        <source>hyphen</source>
        <translation>дефис</translation>
    </message>
    <message>
        <source>opening quotation mark</source>
        <translation>открывающая кавычка</translation>
    </message>
    <message>
        <source>closing quotation mark</source>
        <translation>закрывающая кавычка</translation>
    </message>
    <message>
        <source>straight quotation mark</source>
        <translation>прямая кавычка</translation>
    </message>
    <message>
        <source>question mark</source>
        <translation>вопросительный знак</translation>
    </message>
    <message>
        <source>exclamation mark</source>
        <translation>восклицательный знак</translation>
    </message>
    <message>
        <source>ellipsis</source>
        <translation>многоточие</translation>
    </message>
    <message>
        <source>Replacement {place} of {count}: “{before}” becomes “{after}”.</source>
        <translation>Замена {place} из {count}: «{before}» на «{after}».</translation>
    </message>
    <message>
        <source>Insertion {place} of {count}: “{after}”.</source>
        <translation>Вставка {place} из {count}: «{after}».</translation>
    </message>
    <message>
        <source>Removal {place} of {count}: “{before}”.</source>
        <translation>Удаление {place} из {count}: «{before}».</translation>
    </message>
</context>
<context>
    <name>ChatAction</name>
    <message>
        <source>Pin</source>
        <translation>Закрепить</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>Открепить</translation>
    </message>
    <message>
        <source>To the archive</source>
        <translation>В архив</translation>
    </message>
    <message>
        <source>Out of the archive</source>
        <translation>Вернуть из архива</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Вернуть</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>Удалить навсегда</translation>
    </message>
</context>
<context>
    <name>ChatHeader</name>
    <message>
        <source>Export</source>
        <translation>Экспорт</translation>
    </message>
    <message>
        <source>Temporary chat</source>
        <translation>Временный чат</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>Новый чат</translation>
    </message>
    <message>
        <source>not saved</source>
        <translation>не сохраняется</translation>
    </message>
    <message>
        <source>This chat is not saved</source>
        <translation>Этот чат не сохраняется</translation>
    </message>
    <message>
        <source>This chat is gone when the program ends.</source>
        <translation>Этот чат исчезнет, когда программа закроется.</translation>
    </message>
    <message>
        <source>Model: {name}</source>
        <translation>Модель: {name}</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>Выбрать модель</translation>
    </message>
    <message>
        <source>Role: {name}</source>
        <translation>Роль: {name}</translation>
    </message>
    <message>
        <source>Choose a role</source>
        <translation>Выбрать роль</translation>
    </message>
    <message>
        <source>Save the chat to a file</source>
        <translation>Сохранить чат в файл</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>Параметры</translation>
    </message>
</context>
<context>
    <name>ChatListDelegate</name>
    <message>
        <source>Name of the folder</source>
        <translation>Название папки</translation>
    </message>
    <message>
        <source>Chat title</source>
        <translation>Название чата</translation>
    </message>
</context>
<context>
    <name>ChatListModel</name>
    <message>
        <source>Will not be saved</source>
        <translation>Не сохраняются</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>Закреплённые</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Сегодня</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Вчера</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Ранее</translation>
    </message>
    <message>
        <source>Folder “{name}”</source>
        <translation>Папка «{name}»</translation>
    </message>
    <message>
        <source>Tags: {names}</source>
        <translation>Метки: {names}</translation>
    </message>
    <message>
        <source>New answer</source>
        <translation>Новый ответ</translation>
    </message>
    <message>
        <source>folded</source>
        <translation>свёрнута</translation>
    </message>
    <message>
        <source>unfolded</source>
        <translation>развёрнута</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>Новый чат</translation>
    </message>
    <message numerus="yes">
        <source>%n chat(s)</source>
        <translation>
            <numerusform>%n чат</numerusform>
            <numerusform>%n чата</numerusform>
            <numerusform>%n чатов</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChatListView</name>
    <message>
        <source>Rename</source>
        <translation>Переименовать</translation>
    </message>
    <message>
        <source>Save to a file…</source>
        <translation>Сохранить в файл…</translation>
    </message>
    <message>
        <source>Save to files</source>
        <translation>Сохранить в файлы</translation>
    </message>
    <message>
        <source>Move to a folder</source>
        <translation>Переместить в папку</translation>
    </message>
    <message>
        <source>Without a folder</source>
        <translation>Без папки</translation>
    </message>
    <message>
        <source>New folder…</source>
        <translation>Новая папка…</translation>
    </message>
    <message>
        <source>Tags…</source>
        <translation>Метки…</translation>
    </message>
</context>
<context>
    <name>ChatPage</name>
    <message>
        <source>Chat</source>
        <translation>Чат</translation>
    </message>
</context>
<context>
    <name>ChatWords</name>
    <message>
        <source>YaGPT Desktop, demo. The answers come from a service inside the program, not from YandexGPT; nothing leaves this computer.</source>
        <translation>YaGPT Desktop, демонстрация. Отвечает служба внутри программы, а не YandexGPT; ничего не уходит с этого компьютера.</translation>
    </message>
    <message>
        <source>YaGPT Desktop. A conversation with YandexGPT.</source>
        <translation>YaGPT Desktop. Разговор с YandexGPT.</translation>
    </message>
    <message>
        <source>/help lists the commands, /quit ends.</source>
        <translation>/help — список команд, /quit — выход.</translation>
    </message>
    <message>
        <source>/role         the roles there are
/role NAME    take a role; any other words become a role of their own
/new          begin a new conversation
/help         this list
/quit         end
A line that ends with \ goes on in the next one; Ctrl+C stops an answer; // at the beginning sends a line that begins with /.</source>
        <translation>/role         какие есть роли
/role ИМЯ     взять роль; любые другие слова сами станут ролью
/new          начать новый разговор
/help         этот список
/quit         выйти
Строка с \ в конце продолжается на следующей; Ctrl+C останавливает ответ; // в начале отправляет строку, которая начинается с /.</translation>
    </message>
    <message>
        <source>This conversation will not be kept. {reason}.</source>
        <translation>Этот разговор не сохранится. {reason}.</translation>
    </message>
    <message>
        <source>//help lists the commands that put the demo to the test.</source>
        <translation>//help покажет команды для испытаний демонстрации.</translation>
    </message>
    <message>
        <source>You: </source>
        <translation>Вы: </translation>
    </message>
    <message>
        <source>Role: {name}</source>
        <translation>Роль: {name}</translation>
    </message>
    <message>
        <source>A new conversation.</source>
        <translation>Новый разговор.</translation>
    </message>
    <message>
        <source>There is no command {command}; /help lists them.</source>
        <translation>Команды {command} нет; /help покажет список.</translation>
    </message>
    <message>
        <source>Ctrl+C once more ends; so does /quit.</source>
        <translation>Ещё раз Ctrl+C — выход; так же действует /quit.</translation>
    </message>
</context>
<context>
    <name>ChatsSection</name>
    <message>
        <source>When a chat is longer than the model&apos;s memory</source>
        <translation>Если чат длиннее памяти модели</translation>
    </message>
    <message>
        <source>Leave the oldest out</source>
        <translation>Не отправлять начало</translation>
    </message>
    <message>
        <source>Sum the oldest up</source>
        <translation>Пересказывать начало</translation>
    </message>
    <message>
        <source>A summary is written by the model before it answers; that costs as a question does.</source>
        <translation>Пересказ пишет модель перед ответом; он оплачивается как обычный вопрос.</translation>
    </message>
    <message>
        <source>Name chats with the help of the model</source>
        <translation>Называть чаты с помощью модели</translation>
    </message>
    <message>
        <source>After the first answer, one short request goes to the cheapest model.</source>
        <translation>После первого ответа — короткий запрос к самой недорогой модели.</translation>
    </message>
</context>
<context>
    <name>CommandDesk</name>
    <message>
        <source>chat</source>
        <translation>чат</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>Новый чат</translation>
    </message>
    <message>
        <source>New temporary chat</source>
        <translation>Новый временный чат</translation>
    </message>
    <message>
        <source>Find in this chat</source>
        <translation>Найти в этом чате</translation>
    </message>
    <message>
        <source>Search all chats</source>
        <translation>Искать во всех чатах</translation>
    </message>
    <message>
        <source>Save this chat to a file</source>
        <translation>Сохранить этот чат в файл</translation>
    </message>
    <message>
        <source>Role and options</source>
        <translation>Роль и параметры</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Настройки</translation>
    </message>
    <message>
        <source>Account and key</source>
        <translation>Аккаунт и ключ</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Диагностика</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>Светлая тема</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>Тёмная тема</translation>
    </message>
    <message>
        <source>Theme of the system</source>
        <translation>Тема как в системе</translation>
    </message>
    <message>
        <source>Ordinary size of text</source>
        <translation>Обычный размер текста</translation>
    </message>
</context>
<context>
    <name>CompareDialog</name>
    <message>
        <source>Compare answers</source>
        <translation>Сравнение ответов</translation>
    </message>
    <message>
        <source>Ask this model</source>
        <translation>Спросить эту модель</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>All files (*)</source>
        <translation>Все файлы (*)</translation>
    </message>
    <message>
        <source>Show what exactly will be sent</source>
        <translation>Показать, что именно будет отправлено</translation>
    </message>
    <message numerus="yes">
        <source>%n token(s)</source>
        <translation>
            <numerusform>%n токен</numerusform>
            <numerusform>%n токена</numerusform>
            <numerusform>%n токенов</numerusform>
        </translation>
    </message>
    <message>
        <source>Write a message…</source>
        <translation>Напишите сообщение…</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Сообщение</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Файл</translation>
    </message>
    <message>
        <source>Attach a document</source>
        <translation>Прикрепить документ</translation>
    </message>
    <message>
        <source>Documents (*.txt *.md *.csv *.json *.log *.docx *.xlsx *.pdf)</source>
        <translation>Документы (*.txt *.md *.csv *.json *.log *.docx *.xlsx *.pdf)</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Отправить</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Остановить</translation>
    </message>
    <message>
        <source>Esc — stop the answer</source>
        <translation>Esc — остановить ответ</translation>
    </message>
    <message>
        <source>Enter — send, Shift+Enter — new line</source>
        <translation>Enter — отправить, Shift+Enter — новая строка</translation>
    </message>
</context>
<context>
    <name>ConfigurationText</name>
    <message>
        <source>the TOML format</source>
        <translation>формат TOML</translation>
    </message>
    <message>
        <source>a section in square brackets</source>
        <translation>раздел в квадратных скобках</translation>
    </message>
    <message>
        <source>a text in quotes</source>
        <translation>текст в кавычках</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true или false</translation>
    </message>
    <message>
        <source>a number of seconds over 0</source>
        <translation>число секунд больше нуля</translation>
    </message>
    <message>
        <source>an address as host:port</source>
        <translation>адрес вида host:port</translation>
    </message>
    <message>
        <source>an address that begins with https://</source>
        <translation>адрес, который начинается с https://</translation>
    </message>
    <message>
        <source>a protected address, because only this computer&apos;s own may go without protection</source>
        <translation>защищённый адрес: без защиты можно обращаться только к этому же компьютеру</translation>
    </message>
    <message>
        <source>“system”, “none” or “http://user@host:port”</source>
        <translation>«system», «none» или «http://user@host:port»</translation>
    </message>
    <message>
        <source>the path of a file that can be read</source>
        <translation>путь к файлу, который можно прочитать</translation>
    </message>
    <message>
        <source>The value {key} must be {expected}.</source>
        <translation>Для {key} нужно другое значение — {expected}.</translation>
    </message>
    <message>
        <source>In “{path}”, line {line}, the value {key} must be {expected}.</source>
        <translation>Файл «{path}», строка {line}: для {key} нужно другое значение — {expected}.</translation>
    </message>
    <message>
        <source>In “{path}” the value {key} must be {expected}.</source>
        <translation>Файл «{path}»: для {key} нужно другое значение — {expected}.</translation>
    </message>
    <message>
        <source>Line {line} of “{path}” does not fit {expected}.</source>
        <translation>Файл «{path}», строка {line}: нарушен {expected}.</translation>
    </message>
    <message>
        <source>“{path}” does not fit {expected}.</source>
        <translation>Файл «{path}»: нарушен {expected}.</translation>
    </message>
    <message>
        <source>The price list “{path}” cannot be read. The program&apos;s own of {date} is in force.</source>
        <translation>Файл с ценами «{path}» не читается. Действуют цены программы от {date}.</translation>
    </message>
    <message>
        <source>The price list “{path}” has a mistake at {place}. The program&apos;s own of {date} is in force.</source>
        <translation>В файле с ценами «{path}» ошибка, место: {place}. Действуют цены программы от {date}.</translation>
    </message>
    <message>
        <source>“{path}” cannot be read; all settings are at their defaults.</source>
        <translation>Файл «{path}» не читается; все настройки сейчас по умолчанию.</translation>
    </message>
    <message>
        <source>“{path}” cannot be read in full; at its default is: {names}.</source>
        <translation>Файл «{path}» прочитан не целиком; по умолчанию осталось: {names}.</translation>
    </message>
    <message>
        <source>“{path}”, line {line}: the key {key} is unknown and was passed over.</source>
        <translation>Файл «{path}», строка {line}: параметр {key} неизвестен, он пропущен.</translation>
    </message>
</context>
<context>
    <name>CredentialForm</name>
    <message numerus="yes">
        <source>%n folder(s) found: choose one.</source>
        <translation>
            <numerusform>Найден %n каталог: выберите его.</numerusform>
            <numerusform>Найдено %n каталога: выберите один.</numerusform>
            <numerusform>Найдено %n каталогов: выберите один.</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking for folders…</source>
        <translation>Ищу каталоги…</translation>
    </message>
    <message>
        <source>This is the number of the cloud “{name}”; a folder in it is needed.</source>
        <translation>Это номер облака «{name}», а нужен номер каталога в нём.</translation>
    </message>
    <message>
        <source>Folder number: {id}</source>
        <translation>Номер каталога: {id}</translation>
    </message>
    <message>
        <source>This is the folder “{name}”.</source>
        <translation>Это каталог «{name}».</translation>
    </message>
    <message>
        <source>Paste the address of the folder&apos;s page in the console, or its number: b1g…</source>
        <translation>Вставьте адрес страницы каталога из консоли или его номер: b1g…</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>API-ключ</translation>
    </message>
    <message>
        <source>Key file</source>
        <translation>Файл ключа</translation>
    </message>
    <message>
        <source>IAM token</source>
        <translation>IAM-токен</translation>
    </message>
    <message>
        <source>OAuth token</source>
        <translation>OAuth-токен</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Выбрать файл…</translation>
    </message>
    <message>
        <source>drop the file or paste its text</source>
        <translation>перетащите файл или вставьте его текст</translation>
    </message>
    <message>
        <source>paste it here</source>
        <translation>вставьте сюда</translation>
    </message>
    <message>
        <source>stored; type to replace it</source>
        <translation>сохранён; введите новый, чтобы заменить</translation>
    </message>
    <message>
        <source>Show the key</source>
        <translation>Показать ключ</translation>
    </message>
    <message>
        <source>Hide the key</source>
        <translation>Скрыть ключ</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Каталог</translation>
    </message>
    <message>
        <source>Show all folders</source>
        <translation>Показать все каталоги</translation>
    </message>
    <message>
        <source>for example, b1g…</source>
        <translation>например, b1g…</translation>
    </message>
</context>
<context>
    <name>DemoStrip</name>
    <message>
        <source>Demo: this is not YandexGPT</source>
        <translation>Демо: это не YandexGPT</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Подключить</translation>
    </message>
    <message>
        <source>Demo: the program makes the answers up itself, this is not YandexGPT</source>
        <translation>Демо: ответы придумывает сама программа, это не YandexGPT</translation>
    </message>
    <message>
        <source>Connect an account</source>
        <translation>Подключить аккаунт</translation>
    </message>
</context>
<context>
    <name>DiagnosisController</name>
    <message>
        <source>Save the report</source>
        <translation>Сохранить отчёт</translation>
    </message>
    <message>
        <source>The report is saved.</source>
        <translation>Отчёт сохранён.</translation>
    </message>
</context>
<context>
    <name>DiagnosisPage</name>
    <message numerus="yes">
        <source>%n problem(s) found.</source>
        <translation>
            <numerusform>Найдена %n неполадка.</numerusform>
            <numerusform>Найдены %n неполадки.</numerusform>
            <numerusform>Найдено %n неполадок.</numerusform>
        </translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Диагностика</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Проверяю…</translation>
    </message>
    <message>
        <source>Nothing has been looked at yet.</source>
        <translation>Пока ничего не проверено.</translation>
    </message>
    <message>
        <source>Everything works.</source>
        <translation>Всё работает.</translation>
    </message>
    <message>
        <source>No key and no message is sent, and none is in the report.</source>
        <translation>Ключи и сообщения при проверке не отправляются, в отчёт они тоже не попадают.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Проверить снова</translation>
    </message>
    <message>
        <source>Save the report…</source>
        <translation>Сохранить отчёт…</translation>
    </message>
</context>
<context>
    <name>DiagnosisWords</name>
    <message>
        <source>Versions</source>
        <translation>Версии</translation>
    </message>
    <message>
        <source>Paths</source>
        <translation>Папки и файлы</translation>
    </message>
    <message>
        <source>profile</source>
        <translation>профиль</translation>
    </message>
    <message>
        <source>configuration</source>
        <translation>настройки</translation>
    </message>
    <message>
        <source>Password store</source>
        <translation>Хранилище паролей</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>Доступ</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>Адреса</translation>
    </message>
    <message>
        <source>build</source>
        <translation>сборка</translation>
    </message>
    <message>
        <source>system</source>
        <translation>система</translation>
    </message>
    <message>
        <source>none, everything at its default</source>
        <translation>файла нет, всё по умолчанию</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>отвечает</translation>
    </message>
    <message>
        <source>is set</source>
        <translation>задана</translation>
    </message>
    <message>
        <source>{kind}, folder {folder}</source>
        <translation>{kind}, каталог {folder}</translation>
    </message>
    <message>
        <source>{kind}, folder {folder}, for other addresses</source>
        <translation>{kind}, каталог {folder}, для других адресов</translation>
    </message>
    <message>
        <source>no account is saved</source>
        <translation>аккаунт не сохранён</translation>
    </message>
    <message>
        <source>reached in {milliseconds} ms</source>
        <translation>связь есть, {milliseconds} мс</translation>
    </message>
</context>
<context>
    <name>EditingBar</name>
    <message>
        <source>Sending makes a new version; the old one stays.</source>
        <translation>Отправка создаст новую версию, прежняя останется.</translation>
    </message>
    <message>
        <source>Do not edit</source>
        <translation>Не изменять</translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>Ths sentense wil be corected by itselv</source>
        <translation>Ашипки саме сибя ни исрпвят</translation>
    </message>
    <message>
        <source>To be, or not to be: that is the question.</source>
        <translation>To be, or not to be: that is the question.</translation>
    </message>
    <message>
        <source>Write a polite letter: we move the meeting to Thursday</source>
        <translation>Напиши вежливое письмо: переносим встречу на четверг</translation>
    </message>
    <message>
        <source>How does a mortgage work?</source>
        <translation>Как устроена ипотека?</translation>
    </message>
    <message>
        <source>What shall we do?</source>
        <translation>Чем помочь?</translation>
    </message>
    <message>
        <source>Ask anything, or begin with an example.</source>
        <translation>Спросите о чём угодно или начните с примера.</translation>
    </message>
    <message>
        <source>Correct the mistakes</source>
        <translation>Исправить ошибки</translation>
    </message>
    <message>
        <source>Translate</source>
        <translation>Перевести</translation>
    </message>
    <message>
        <source>Write a text</source>
        <translation>Написать текст</translation>
    </message>
    <message>
        <source>Explain in plain words</source>
        <translation>Объяснить простыми словами</translation>
    </message>
</context>
<context>
    <name>ErrorAction</name>
    <message>
        <source>Try again</source>
        <translation>Повторить</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Спросить заново</translation>
    </message>
    <message>
        <source>Continue the answer</source>
        <translation>Продолжить ответ</translation>
    </message>
    <message>
        <source>Save again</source>
        <translation>Сохранить ещё раз</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>Новый чат</translation>
    </message>
    <message>
        <source>Choose another model</source>
        <translation>Выбрать другую модель</translation>
    </message>
    <message>
        <source>Open options</source>
        <translation>Открыть параметры</translation>
    </message>
    <message>
        <source>Check the key</source>
        <translation>Проверить ключ</translation>
    </message>
    <message>
        <source>Enter a key</source>
        <translation>Ввести ключ</translation>
    </message>
    <message>
        <source>Enter a key for this time</source>
        <translation>Ввести ключ на этот раз</translation>
    </message>
    <message>
        <source>Check the folder</source>
        <translation>Проверить каталог</translation>
    </message>
    <message>
        <source>Open billing</source>
        <translation>Открыть биллинг</translation>
    </message>
    <message>
        <source>Network settings</source>
        <translation>Настройки сети</translation>
    </message>
    <message>
        <source>Open the sign-in page</source>
        <translation>Открыть страницу входа</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Открыть хранилище</translation>
    </message>
    <message>
        <source>Use it this time only</source>
        <translation>Только на этот раз</translation>
    </message>
    <message>
        <source>Choose another file</source>
        <translation>Выбрать другой файл</translation>
    </message>
    <message>
        <source>Find the reason</source>
        <translation>Найти причину</translation>
    </message>
    <message>
        <source>Show the steps</source>
        <translation>Показать шаги</translation>
    </message>
    <message>
        <source>Use an API key</source>
        <translation>Взять API-ключ</translation>
    </message>
    <message>
        <source>Open the password store</source>
        <translation>Открыть хранилище паролей</translation>
    </message>
    <message>
        <source>Open the clock settings</source>
        <translation>Открыть настройки часов</translation>
    </message>
    <message>
        <source>Show the folder</source>
        <translation>Показать папку</translation>
    </message>
</context>
<context>
    <name>ErrorBanner</name>
    <message>
        <source>Hide details</source>
        <translation>Скрыть подробности</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Подробности</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Копировать</translation>
    </message>
    <message>
        <source>Copy the details</source>
        <translation>Копировать подробности</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>Закрыть сообщение</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Ошибка</translation>
    </message>
</context>
<context>
    <name>ErrorText</name>
    <message>
        <source>Your message is kept.</source>
        <translation>Ваше сообщение сохранено.</translation>
    </message>
    <message>
        <source>The part that arrived is kept.</source>
        <translation>Полученная часть сохранена.</translation>
    </message>
    <message>
        <source>Nothing was sent, and your text is in place.</source>
        <translation>Ничего не отправлено, ваш текст на месте.</translation>
    </message>
    <message>
        <source>Your chats are in place.</source>
        <translation>Ваши чаты на месте.</translation>
    </message>
    <message>
        <source>What you see stays in memory while the program is open.</source>
        <translation>Всё, что вы видите, остаётся в памяти, пока программа открыта.</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>Что-то пошло не так</translation>
    </message>
    <message>
        <source>It is the program&apos;s own mistake, not yours.</source>
        <translation>Это ошибка самой программы, а не ваша.</translation>
    </message>
    <message>
        <source>The service does not let you in</source>
        <translation>Сервис не пускает</translation>
    </message>
    <message>
        <source>The key or the folder does not fit.</source>
        <translation>Не подходит ключ или каталог.</translation>
    </message>
    <message>
        <source>A key is needed</source>
        <translation>Нужен ключ</translation>
    </message>
    <message>
        <source>There is no key for this service on this computer yet.</source>
        <translation>На этом компьютере пока нет ключа для этого сервиса.</translation>
    </message>
    <message>
        <source>The key has to be pasted again</source>
        <translation>Ключ нужно вставить ещё раз</translation>
    </message>
    <message>
        <source>The key was copied with a mistake</source>
        <translation>Ключ скопирован с ошибкой</translation>
    </message>
    <message>
        <source>The field for the key is empty.</source>
        <translation>Поле для ключа пустое.</translation>
    </message>
    <message>
        <source>The computer&apos;s clock is wrong</source>
        <translation>Часы компьютера показывают неверное время</translation>
    </message>
    <message>
        <source>That is why the service refuses the key; check the date, the time and the time zone.</source>
        <translation>Из-за этого сервис не принимает ключ; проверьте дату, время и часовой пояс.</translation>
    </message>
    <message>
        <source>The service did not accept the key</source>
        <translation>Сервис не принял ключ</translation>
    </message>
    <message>
        <source>It may have been deleted, or copied without its beginning or end.</source>
        <translation>Возможно, он удалён или скопирован без начала либо конца.</translation>
    </message>
    <message>
        <source>The key has expired</source>
        <translation>Срок действия ключа истёк</translation>
    </message>
    <message>
        <source>A temporary key lives for 12 hours at most; a new one is needed.</source>
        <translation>Временный ключ действует не дольше 12 часов, нужен новый.</translation>
    </message>
    <message>
        <source>The key has no right to use the model</source>
        <translation>У ключа нет права на эту модель</translation>
    </message>
    <message>
        <source>In this folder it lacks the role ai.languageModels.user, or the folder&apos;s number is wrong.</source>
        <translation>В этом каталоге ему не выдана роль ai.languageModels.user, или номер каталога указан неверно.</translation>
    </message>
    <message>
        <source>The billing account is not active</source>
        <translation>Платёжный аккаунт не активен</translation>
    </message>
    <message>
        <source>Yandex Cloud has run out of your money, or payment was never set up there.</source>
        <translation>На счёте Yandex Cloud закончились средства, или оплата там ещё не настроена.</translation>
    </message>
    <message>
        <source>The service turned the request down</source>
        <translation>Сервис отклонил запрос</translation>
    </message>
    <message>
        <source>Something in the text or the options does not suit it.</source>
        <translation>Ему не подошло что-то в тексте или параметрах.</translation>
    </message>
    <message>
        <source>The folder is not found</source>
        <translation>Каталог не найден</translation>
    </message>
    <message>
        <source>It does not exist or belongs to another key; perhaps it is the cloud&apos;s number.</source>
        <translation>Его нет, или он принадлежит другому ключу; возможно, это номер облака.</translation>
    </message>
    <message>
        <source>The model is not available</source>
        <translation>Модель недоступна</translation>
    </message>
    <message>
        <source>Its name has a mistake in it, or Yandex has switched it off.</source>
        <translation>В её названии ошибка, или Яндекс её отключил.</translation>
    </message>
    <message>
        <source>These options do not go together</source>
        <translation>Параметры не сочетаются</translation>
    </message>
    <message>
        <source>This model or this mode does not know one of the chosen options.</source>
        <translation>Эта модель или этот режим не поддерживает один из выбранных параметров.</translation>
    </message>
    <message>
        <source>The conversation is too long for the model</source>
        <translation>Разговор слишком длинный для модели</translation>
    </message>
    <message>
        <source>Together with the answer it does not fit.</source>
        <translation>Вместе с ответом он не помещается.</translation>
    </message>
    <message>
        <source>The answer is no longer kept</source>
        <translation>Ответ больше не хранится</translation>
    </message>
    <message>
        <source>The service keeps deferred answers for three days.</source>
        <translation>Отложенные ответы сервис хранит три дня.</translation>
    </message>
    <message>
        <source>Too many requests at once</source>
        <translation>Слишком много запросов сразу</translation>
    </message>
    <message>
        <source>The service answers only a few requests at the same time.</source>
        <translation>Сервис отвечает лишь на несколько запросов одновременно.</translation>
    </message>
    <message>
        <source>The limit of requests for this hour is used up</source>
        <translation>Исчерпан лимит запросов на этот час</translation>
    </message>
    <message>
        <source>The service will take new requests in the next hour.</source>
        <translation>Новые запросы сервис примет в следующем часу.</translation>
    </message>
    <message>
        <source>No connection to the service</source>
        <translation>Нет связи с сервисом</translation>
    </message>
    <message>
        <source>The network does not let the request through.</source>
        <translation>Сеть не пропускает запрос.</translation>
    </message>
    <message>
        <source>There is no internet, or a VPN or a network filter is in the way.</source>
        <translation>Нет интернета, или мешает VPN либо сетевой фильтр.</translation>
    </message>
    <message>
        <source>The Yandex Cloud server is not found</source>
        <translation>Не удаётся найти сервер Yandex Cloud</translation>
    </message>
    <message>
        <source>There is no internet, or a VPN or a filter hides its address.</source>
        <translation>Нет интернета, или его адрес скрывает VPN либо сетевой фильтр.</translation>
    </message>
    <message>
        <source>It looks as if the network asks you to sign in</source>
        <translation>Похоже, сеть просит войти</translation>
    </message>
    <message>
        <source>Somebody else answered for the service, as happens in hotels, cafés and offices.</source>
        <translation>Вместо сервиса ответил кто-то другой: так бывает в гостинице, кафе или офисе.</translation>
    </message>
    <message>
        <source>The proxy server wants a name and a password</source>
        <translation>Прокси-сервер требует имя и пароль</translation>
    </message>
    <message>
        <source>The network&apos;s administrator knows them.</source>
        <translation>Их знает администратор сети.</translation>
    </message>
    <message>
        <source>This kind of proxy is not supported</source>
        <translation>Такой прокси не поддерживается</translation>
    </message>
    <message>
        <source>Ask the network&apos;s administrator for an ordinary web proxy address.</source>
        <translation>Попросите у администратора сети адрес обычного веб-прокси.</translation>
    </message>
    <message>
        <source>The proxy server does not answer</source>
        <translation>Прокси-сервер не отвечает</translation>
    </message>
    <message>
        <source>Its address is wrong, it is switched off, or this is another network.</source>
        <translation>Его адрес указан неверно, он выключен, или компьютер теперь в другой сети.</translation>
    </message>
    <message>
        <source>The connection is not secure</source>
        <translation>Соединение не защищено</translation>
    </message>
    <message>
        <source>An antivirus or your organisation&apos;s filter may be reading it on the way to Yandex.</source>
        <translation>Его может читать по пути к Яндексу антивирус или фильтр вашей организации.</translation>
    </message>
    <message>
        <source>Neither the key nor your text was sent.</source>
        <translation>Ни ключ, ни ваш текст не отправлены.</translation>
    </message>
    <message>
        <source>The model takes too long to answer</source>
        <translation>Модель слишком долго не отвечает</translation>
    </message>
    <message>
        <source>No answer came in the time allowed for it.</source>
        <translation>Ответ не пришёл за отведённое время.</translation>
    </message>
    <message>
        <source>The answer broke off</source>
        <translation>Ответ оборвался</translation>
    </message>
    <message>
        <source>The connection was lost in the middle of it.</source>
        <translation>Связь пропала на середине.</translation>
    </message>
    <message>
        <source>The computer was asleep, and the request broke off</source>
        <translation>Компьютер засыпал, и запрос прервался</translation>
    </message>
    <message>
        <source>New messages are not saved for now; the program keeps trying.</source>
        <translation>Новые сообщения пока не сохраняются; программа пробует снова каждые 15 секунд.</translation>
    </message>
    <message>
        <source>A newer version of the program saved your chats</source>
        <translation>Переписка сохранена более новой версией программы</translation>
    </message>
    <message>
        <source>This version only shows them; go on writing with the newer one.</source>
        <translation>Эта версия только показывает её; чтобы продолжить, установите новую.</translation>
    </message>
    <message>
        <source>The file of your chats is something else</source>
        <translation>На месте файла переписки лежит чужой файл</translation>
    </message>
    <message>
        <source>Your chats are open in another window</source>
        <translation>Переписка открыта в другом окне программы</translation>
    </message>
    <message>
        <source>Nothing was written or changed.</source>
        <translation>Ничего не записано и не изменено.</translation>
    </message>
    <message>
        <source>The key lies there: open the store to use it.</source>
        <translation>Ключ лежит в нём; чтобы пользоваться ключом, откройте хранилище.</translation>
    </message>
    <message>
        <source>No access to the password store</source>
        <translation>Нет доступа к хранилищу паролей</translation>
    </message>
    <message>
        <source>The system does not let this program in: allow it there, or enter a key for this time.</source>
        <translation>Система не пускает в него программу: разрешите ей доступ или введите ключ на этот раз.</translation>
    </message>
    <message>
        <source>The stored key is damaged</source>
        <translation>Сохранённый ключ повреждён</translation>
    </message>
    <message>
        <source>The password store gives back something else than it was given.</source>
        <translation>Хранилище паролей возвращает не то, что в него положили.</translation>
    </message>
    <message>
        <source>The chats could not be loaded</source>
        <translation>Чаты загрузить не удалось</translation>
    </message>
    <message>
        <source>The file is damaged, or it was not written to the end.</source>
        <translation>Файл повреждён или записан не до конца.</translation>
    </message>
    <message>
        <source>Your chats are as they were.</source>
        <translation>Ваши чаты остались прежними.</translation>
    </message>
    <message>
        <source>No chats of this program, ChatGPT, Chatbox or Cherry Studio were found in the file.</source>
        <translation>В файле не нашлось чатов ни этой программы, ни ChatGPT, Chatbox или Cherry Studio.</translation>
    </message>
    <message>
        <source>A newer version of the program saved the file; this one does not understand it.</source>
        <translation>Файл сохранила более новая версия программы, эта его не понимает.</translation>
    </message>
    <message>
        <source>There is not a single message in the file.</source>
        <translation>В файле нет ни одного сообщения.</translation>
    </message>
    <message>
        <source>The file holds more than 200 megabytes, and the program takes no more at once.</source>
        <translation>В файле больше 200 мегабайт, а столько за один раз программа не загружает.</translation>
    </message>
    <message>
        <source>The file holds more than 100,000 messages, and the program takes no more at once.</source>
        <translation>В файле больше 100 000 сообщений, а столько за один раз программа не загружает.</translation>
    </message>
    <message>
        <source>One of the messages in the file is longer than 2 megabytes.</source>
        <translation>Одно из сообщений в файле длиннее 2 мегабайт.</translation>
    </message>
    <message>
        <source>“{path}” is not there, or may not be opened.</source>
        <translation>Файла «{path}» нет, или его нельзя открыть.</translation>
    </message>
    <message>
        <source>“{path}” holds something else than text.</source>
        <translation>В «{path}» не текст.</translation>
    </message>
    <message>
        <source>There is no text in “{path}”: a scanned page is a picture.</source>
        <translation>В «{path}» нет текста: отсканированная страница — это картинка.</translation>
    </message>
    <message>
        <source>“{path}” holds more than the program reads at once: divide it into parts.</source>
        <translation>В «{path}» больше, чем программа читает за раз: разделите файл на части.</translation>
    </message>
    <message>
        <source>“{path}” is locked by a password: save it without one.</source>
        <translation>«{path}» закрыт паролем: сохраните его без пароля.</translation>
    </message>
    <message>
        <source>“{path}” is damaged, or is not of the kind that its name says.</source>
        <translation>«{path}» повреждён, или внутри не то, что обещает имя.</translation>
    </message>
    <message>
        <source>“{path}” could not be read within a minute.</source>
        <translation>«{path}» не удалось прочитать за минуту.</translation>
    </message>
    <message>
        <source>Until then it is in this program&apos;s memory only.</source>
        <translation>До этого ключ остаётся только в памяти программы.</translation>
    </message>
    <message>
        <source>The account is still in the list.</source>
        <translation>Аккаунт остался в списке.</translation>
    </message>
    <message>
        <source>The key is not deleted</source>
        <translation>Ключ не удалён</translation>
    </message>
    <message>
        <source>It is still in the password store, or the store does not answer.</source>
        <translation>Он ещё лежит в хранилище паролей, или хранилище не отвечает.</translation>
    </message>
    <message>
        <source>The computer was asleep, and the answer broke off</source>
        <translation>Компьютер засыпал, и ответ прервался</translation>
    </message>
    <message>
        <source>The system does not let this program in, and the key is not saved: use it this time only, or allow it there and save again.</source>
        <translation>Система не пускает в него программу, и ключ не сохранён: используйте его только сейчас или разрешите доступ и сохраните снова.</translation>
    </message>
    <message>
        <source>The password store refused to take it.</source>
        <translation>Хранилище паролей отказалось его принять.</translation>
    </message>
    <message>
        <source>The key cannot be deleted from here</source>
        <translation>Отсюда ключ не удалить</translation>
    </message>
    <message>
        <source>It lies in the password store of the desktop where it was saved; log in there.</source>
        <translation>Он лежит в хранилище паролей того рабочего стола, где его сохранили; войдите туда.</translation>
    </message>
    <message>
        <source>The key is not deleted yet: open the store to delete it.</source>
        <translation>Ключ ещё не удалён: чтобы удалить его, откройте хранилище.</translation>
    </message>
    <message>
        <source>The system does not let this program in, and the key is not deleted: delete it in the store itself.</source>
        <translation>Система не пускает в него программу, и ключ не удалён: удалите его в самом хранилище.</translation>
    </message>
    <message>
        <source>The connection did not outlive the sleep; a new one will be made.</source>
        <translation>Соединение не пережило сон; следующий вопрос пойдёт по новому.</translation>
    </message>
    <message>
        <source>Your message, and all of the answer that came, are kept.</source>
        <translation>Ваше сообщение и пришедшая часть ответа сохранены.</translation>
    </message>
    <message>
        <source>The service has failed</source>
        <translation>В сервисе произошёл сбой</translation>
    </message>
    <message>
        <source>It was kept only until the program was closed last time.</source>
        <translation>Он был только на время прошлого запуска программы.</translation>
    </message>
    <message>
        <source>The mistake is on Yandex&apos;s side, and such requests are not billed.</source>
        <translation>Ошибка на стороне Яндекса, такие запросы не оплачиваются.</translation>
    </message>
    <message>
        <source>The service does not answer at the moment</source>
        <translation>Сервис временно не отвечает</translation>
    </message>
    <message>
        <source>It is overloaded or under maintenance.</source>
        <translation>Он перегружен или на обслуживании.</translation>
    </message>
    <message>
        <source>The service sent a damaged reply</source>
        <translation>Сервис прислал повреждённый ответ</translation>
    </message>
    <message>
        <source>It cannot be read as an answer.</source>
        <translation>Прочитать его не получилось.</translation>
    </message>
    <message>
        <source>The reply is too big</source>
        <translation>Ответ слишком большой</translation>
    </message>
    <message>
        <source>The program did not take it in; ask for a shorter answer.</source>
        <translation>Программа его не приняла; попросите ответить короче.</translation>
    </message>
    <message>
        <source>It cannot be saved</source>
        <translation>Не удаётся сохранить</translation>
    </message>
    <message>
        <source>The disk is full, or writing to the program&apos;s folder is forbidden.</source>
        <translation>На диске нет места, или в папку программы нельзя писать.</translation>
    </message>
    <message>
        <source>There is no room on the disk</source>
        <translation>На диске нет места</translation>
    </message>
    <message>
        <source>The folder of your chats can only be read</source>
        <translation>Папка с перепиской доступна только для чтения</translation>
    </message>
    <message>
        <source>Old chats are shown; new messages cannot be saved there.</source>
        <translation>Старые чаты видны, а новые сообщения сохранить в ней нельзя.</translation>
    </message>
    <message>
        <source>The file of your chats is damaged</source>
        <translation>Файл переписки повреждён</translation>
    </message>
    <message>
        <source>It was set aside untouched; what can be read of it is brought back.</source>
        <translation>Он отложен в сторону нетронутым; всё, что в нём читается, возвращено.</translation>
    </message>
    <message>
        <source>It was set aside untouched, and a new file was begun.</source>
        <translation>Он отложен в сторону нетронутым, а для переписки начат новый.</translation>
    </message>
    <message>
        <source>Only one of them can save; close this one and use the other.</source>
        <translation>Сохранять может только одно из них: закройте это и пользуйтесь другим.</translation>
    </message>
    <message>
        <source>The profile&apos;s folder does not fit</source>
        <translation>Папка профиля не подходит</translation>
    </message>
    <message>
        <source>It cannot be made or opened.</source>
        <translation>Её не удаётся создать или открыть.</translation>
    </message>
    <message>
        <source>The system has no password store</source>
        <translation>В системе нет хранилища паролей</translation>
    </message>
    <message>
        <source>A key can be neither kept nor read; one that you enter works until closing.</source>
        <translation>Ключ нельзя ни сохранить, ни прочитать; введённый действует до закрытия программы.</translation>
    </message>
    <message>
        <source>The password store is locked</source>
        <translation>Хранилище паролей закрыто</translation>
    </message>
    <message>
        <source>The password store does not answer</source>
        <translation>Хранилище паролей не отвечает</translation>
    </message>
    <message>
        <source>Perhaps its own window waits for you behind the others.</source>
        <translation>Возможно, его окно ждёт вас позади остальных.</translation>
    </message>
    <message>
        <source>The key does not fit into the password store</source>
        <translation>Ключ не помещается в хранилище паролей</translation>
    </message>
    <message>
        <source>This system keeps only short keys, such as an API key.</source>
        <translation>Эта система хранит только короткие ключи, например API-ключ.</translation>
    </message>
    <message>
        <source>The password store is full</source>
        <translation>Хранилище паролей переполнено</translation>
    </message>
    <message>
        <source>Delete entries there that you do not need any more.</source>
        <translation>Удалите в нём записи, которые больше не нужны.</translation>
    </message>
    <message>
        <source>“{path}” is a file, and a folder is needed.</source>
        <translation>«{path}» — это файл, а нужна папка.</translation>
    </message>
    <message>
        <source>“{path}” cannot be made or opened.</source>
        <translation>«{path}» не удаётся создать или открыть.</translation>
    </message>
    <message>
        <source>The password is not saved</source>
        <translation>Пароль не сохранён</translation>
    </message>
    <message>
        <source>The password store did not take it; it works until the program is closed.</source>
        <translation>Хранилище паролей его не приняло; он действует до закрытия программы.</translation>
    </message>
    <message>
        <source>The key is not saved yet: open the store to keep it, or use it this time only.</source>
        <translation>Ключ пока не сохранён: откройте хранилище, чтобы сохранить его, или пользуйтесь им только в этот раз.</translation>
    </message>
    <message>
        <source>The key is not saved yet; perhaps the store&apos;s own window waits behind the others.</source>
        <translation>Ключ пока не сохранён; возможно, окно хранилища ждёт вас позади остальных.</translation>
    </message>
    <message>
        <source>The key was not saved</source>
        <translation>Ключ не сохранился</translation>
    </message>
    <message>
        <source>The password store took it but gives back something else.</source>
        <translation>Хранилище паролей приняло его, но возвращает другое.</translation>
    </message>
    <message>
        <source>This cannot be used</source>
        <translation>Это не получается использовать</translation>
    </message>
    <message>
        <source>The program does not understand what it was given.</source>
        <translation>Программа не понимает, что ей передали.</translation>
    </message>
    <message>
        <source>The file cannot be read</source>
        <translation>Файл не читается</translation>
    </message>
    <message>
        <source>It is not there, is not text, or may not be opened.</source>
        <translation>Его нет, это не текст, или его нельзя открыть.</translation>
    </message>
    <message>
        <source>There is a mistake in the configuration</source>
        <translation>В настройках ошибка</translation>
    </message>
    <message>
        <source>One of its values cannot be used.</source>
        <translation>Одно из значений использовать нельзя.</translation>
    </message>
    <message numerus="yes">
        <source>%n year(s)</source>
        <translation>
            <numerusform>%n год</numerusform>
            <numerusform>%n года</numerusform>
            <numerusform>%n лет</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n день</numerusform>
            <numerusform>%n дня</numerusform>
            <numerusform>%n дней</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n час</numerusform>
            <numerusform>%n часа</numerusform>
            <numerusform>%n часов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n минуту</numerusform>
            <numerusform>%n минуты</numerusform>
            <numerusform>%n минут</numerusform>
        </translation>
    </message>
    <message>
        <source>“{path}” is not there, is not text, or may not be opened.</source>
        <translation>«{path}»: такого файла нет, это не текст, или его нельзя открыть.</translation>
    </message>
    <message>
        <source>Sign {position} is the Russian letter “{sign}”, and a key has Latin letters only.</source>
        <translation>На {position}-м месте стоит русская буква «{sign}», а в ключе бывают только латинские.</translation>
    </message>
    <message>
        <source>Sign {position} is “{sign}”, which no key contains.</source>
        <translation>На {position}-м месте стоит знак «{sign}», которого в ключах не бывает.</translation>
    </message>
    <message>
        <source>The key file lacks the field “{field}”.</source>
        <translation>В файле ключа нет поля «{field}».</translation>
    </message>
    <message>
        <source>The private key in the key file is damaged.</source>
        <translation>Закрытый ключ в файле повреждён.</translation>
    </message>
    <message>
        <source>This is not the file of a service account&apos;s key, or not all of it.</source>
        <translation>Это не файл ключа сервисного аккаунта — или не весь файл.</translation>
    </message>
    <message>
        <source>The clock is {difference} fast, and that is why the service refuses the key.</source>
        <translation>Часы спешат на {difference}, и поэтому сервис не принимает ключ.</translation>
    </message>
    <message>
        <source>The clock is {difference} slow, and that is why the service refuses the key.</source>
        <translation>Часы отстают на {difference}, и поэтому сервис не принимает ключ.</translation>
    </message>
    <message numerus="yes">
        <source>%n token(s)</source>
        <translation>
            <numerusform>%n токен</numerusform>
            <numerusform>%n токена</numerusform>
            <numerusform>%n токенов</numerusform>
        </translation>
    </message>
    <message>
        <source>It makes {size}, and the model takes no more than {limit}.</source>
        <translation>Получилось {size}, а модель принимает не больше {limit}.</translation>
    </message>
    <message numerus="yes">
        <source>The service asks you to wait %n second(s).</source>
        <translation>
            <numerusform>Сервис просит подождать %n секунду.</numerusform>
            <numerusform>Сервис просит подождать %n секунды.</numerusform>
            <numerusform>Сервис просит подождать %n секунд.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportController</name>
    <message>
        <source>Folder for the chats</source>
        <translation>Папка для чатов</translation>
    </message>
    <message numerus="yes">
        <source>Saved: %n chat(s)</source>
        <translation>
            <numerusform>Сохранено: %n чат</numerusform>
            <numerusform>Сохранено: %n чата</numerusform>
            <numerusform>Сохранено: %n чатов</numerusform>
        </translation>
    </message>
    <message>
        <source>Saved: {name}</source>
        <translation>Сохранено: {name}</translation>
    </message>
    <message>
        <source>Show in the folder</source>
        <translation>Показать в папке</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Save the chat to a file</source>
        <translation>Сохранить чат в файл</translation>
    </message>
</context>
<context>
    <name>ExportWords</name>
    <message>
        <source>Chat without a title</source>
        <translation>Чат без названия</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Вы</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Ответ</translation>
    </message>
    <message>
        <source>Instruction</source>
        <translation>Указание</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Роль</translation>
    </message>
    <message>
        <source>not finished</source>
        <translation>не закончено</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>остановлено</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>прервано</translation>
    </message>
    <message>
        <source>broken off</source>
        <translation>оборвалось</translation>
    </message>
    <message>
        <source>Text with markup, Markdown</source>
        <translation>Текст с разметкой, Markdown</translation>
    </message>
    <message>
        <source>Word document</source>
        <translation>Документ Word</translation>
    </message>
    <message>
        <source>PDF document</source>
        <translation>Документ PDF</translation>
    </message>
    <message>
        <source>Web page</source>
        <translation>Веб-страница</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>Простой текст</translation>
    </message>
    <message>
        <source>Data for other programs, JSON</source>
        <translation>Данные для других программ, JSON</translation>
    </message>
</context>
<context>
    <name>FileOffer</name>
    <message>
        <source>Key file of a service account</source>
        <translation>Файл ключа сервисного аккаунта</translation>
    </message>
    <message>
        <source>Key files (*.json)</source>
        <translation>Файлы ключей (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Все файлы (*)</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>searching… {total}</source>
        <translation>ищем… {total}</translation>
    </message>
    <message>
        <source>nothing found</source>
        <translation>ничего не найдено</translation>
    </message>
    <message numerus="yes">
        <source>%n match(es)</source>
        <translation>
            <numerusform>%n совпадение</numerusform>
            <numerusform>%n совпадения</numerusform>
            <numerusform>%n совпадений</numerusform>
        </translation>
    </message>
    <message>
        <source>{current} of {total}</source>
        <translation>{current} из {total}</translation>
    </message>
    <message>
        <source>Find in the chat</source>
        <translation>Найти в чате</translation>
    </message>
    <message>
        <source>Previous match (Shift+Enter)</source>
        <translation>Предыдущее совпадение (Shift+Enter)</translation>
    </message>
    <message>
        <source>Next match (Enter)</source>
        <translation>Следующее совпадение (Enter)</translation>
    </message>
    <message>
        <source>Close the search (Esc)</source>
        <translation>Закрыть поиск (Esc)</translation>
    </message>
</context>
<context>
    <name>FindingWords</name>
    <message>
        <source>Yandex Cloud</source>
        <translation>Yandex Cloud</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Сеть</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Часы</translation>
    </message>
    <message>
        <source>Password store</source>
        <translation>Хранилище паролей</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Версии</translation>
    </message>
    <message>
        <source>Files of the program</source>
        <translation>Файлы программы</translation>
    </message>
    <message>
        <source>Answers of the model</source>
        <translation>Ответы модели</translation>
    </message>
    <message>
        <source>Answers of the model, the other way</source>
        <translation>Ответы модели, запасной путь</translation>
    </message>
    <message>
        <source>Answers of further models</source>
        <translation>Ответы других моделей</translation>
    </message>
    <message>
        <source>Signing in</source>
        <translation>Вход</translation>
    </message>
    <message>
        <source>Deferred answers</source>
        <translation>Отложенные ответы</translation>
    </message>
    <message>
        <source>Deferred answers, the other way</source>
        <translation>Отложенные ответы, запасной путь</translation>
    </message>
    <message>
        <source>List of folders</source>
        <translation>Список каталогов</translation>
    </message>
    <message>
        <source>Proxy server</source>
        <translation>Прокси-сервер</translation>
    </message>
    <message>
        <source>Trusted certificates</source>
        <translation>Доверенные сертификаты</translation>
    </message>
    <message>
        <source>Certificates of your organisation</source>
        <translation>Сертификаты организации</translation>
    </message>
    <message>
        <source>Way in use</source>
        <translation>Способ связи</translation>
    </message>
    <message>
        <source>This computer&apos;s clock</source>
        <translation>Часы компьютера</translation>
    </message>
    <message>
        <source>Store of this system</source>
        <translation>Хранилище системы</translation>
    </message>
    <message>
        <source>Chats, settings, logs</source>
        <translation>Чаты, настройки, журналы</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>Настройки администратора</translation>
    </message>
    <message>
        <source>Build</source>
        <translation>Сборка</translation>
    </message>
    <message>
        <source>System</source>
        <translation>Система</translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n секунду</numerusform>
            <numerusform>%n секунды</numerusform>
            <numerusform>%n секунд</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n минуту</numerusform>
            <numerusform>%n минуты</numerusform>
            <numerusform>%n минут</numerusform>
        </translation>
    </message>
    <message>
        <source>none</source>
        <translation>нет</translation>
    </message>
    <message>
        <source>does not work</source>
        <translation>не работает</translation>
    </message>
    <message>
        <source>right</source>
        <translation>идут верно</translation>
    </message>
    <message>
        <source>{difference} slow</source>
        <translation>отстают на {difference}</translation>
    </message>
    <message>
        <source>{difference} fast</source>
        <translation>спешат на {difference}</translation>
    </message>
    <message>
        <source>The model does not want to speak about this. Your text is as it was.</source>
        <translation>Модель не хочет говорить на эту тему. Ваш текст остался как был.</translation>
    </message>
    <message>
        <source>The model answered nothing. Your text is as it was.</source>
        <translation>Модель ничего не ответила. Ваш текст остался как был.</translation>
    </message>
    <message>
        <source>The answer was cut off: the end of the text is missing or as it was.</source>
        <translation>Ответ оборвался: конца текста нет или он остался как был.</translation>
    </message>
    <message>
        <source>Much more was changed than mistakes alone. Look at each change, or ask more strictly.</source>
        <translation>Изменено гораздо больше, чем ошибки. Проверьте каждую правку или повторите строже.</translation>
    </message>
    <message>
        <source>The answer is in another language than expected.</source>
        <translation>Ответ пришёл не на том языке.</translation>
    </message>
    <message>
        <source>Paragraphs changed their places, or are there twice.</source>
        <translation>Абзацы поменялись местами или повторились.</translation>
    </message>
    <message>
        <source>The number of paragraphs has changed: look whether all are there.</source>
        <translation>Число абзацев изменилось: проверьте, все ли на месте.</translation>
    </message>
    <message>
        <source>The length has changed a lot: look whether all is there.</source>
        <translation>Длина сильно изменилась: проверьте, всё ли на месте.</translation>
    </message>
    <message>
        <source>Some terms of the glossary were not used.</source>
        <translation>Некоторые термины глоссария не использованы.</translation>
    </message>
</context>
<context>
    <name>FixController</name>
    <message>
        <source>Asking for the reasons…</source>
        <translation>Спрашиваю причины…</translation>
    </message>
    <message>
        <source>The result is in the clipboard</source>
        <translation>Результат скопирован</translation>
    </message>
</context>
<context>
    <name>FixPage</name>
    <message>
        <source>Mistakes only</source>
        <translation>Только ошибки</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>Стиль</translation>
    </message>
    <message>
        <source>Shorter</source>
        <translation>Короче</translation>
    </message>
    <message>
        <source>Formal</source>
        <translation>Официально</translation>
    </message>
    <message>
        <source>Simpler</source>
        <translation>Проще</translation>
    </message>
    <message>
        <source>Fix text</source>
        <translation>Правка текста</translation>
    </message>
    <message>
        <source>Reading the text…</source>
        <translation>Читаю текст…</translation>
    </message>
    <message>
        <source>How far the correction may go</source>
        <translation>Что исправлять</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Исходный</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Правки</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Результат</translation>
    </message>
    <message>
        <source>Form of the text</source>
        <translation>Вид текста</translation>
    </message>
    <message>
        <source>Text to fix</source>
        <translation>Текст для правки</translation>
    </message>
    <message>
        <source>Type or paste a text, or drop a file here</source>
        <translation>Введите или вставьте текст либо перетащите сюда файл</translation>
    </message>
    <message>
        <source>Text with its changes</source>
        <translation>Текст с правками</translation>
    </message>
    <message>
        <source>Fixed text</source>
        <translation>Исправленный текст</translation>
    </message>
    <message>
        <source>Copy the result</source>
        <translation>Копировать результат</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Действия</translation>
    </message>
    <message>
        <source>Actions on the text</source>
        <translation>Действия с текстом</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Ещё</translation>
    </message>
    <message>
        <source>Fix</source>
        <translation>Исправить</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Приостановить</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Продолжить</translation>
    </message>
    <message>
        <source>Accept all ({count})</source>
        <translation>Принять всё ({count})</translation>
    </message>
    <message>
        <source>Accept all</source>
        <translation>Принять всё</translation>
    </message>
    <message>
        <source>Leave all</source>
        <translation>Отклонить всё</translation>
    </message>
</context>
<context>
    <name>FixSide</name>
    <message>
        <source>All changes ({count})</source>
        <translation>Все правки ({count})</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Правки</translation>
    </message>
    <message>
        <source>Kinds of changes</source>
        <translation>Виды правок</translation>
    </message>
</context>
<context>
    <name>FixWords</name>
    <message numerus="yes">
        <source>%n correction(s)</source>
        <translation>
            <numerusform>%n исправление</numerusform>
            <numerusform>%n исправления</numerusform>
            <numerusform>%n исправлений</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) of the text could not be checked and stay as they were.</source>
        <translation>
            <numerusform>%n часть текста не удалось проверить: она осталась как была.</numerusform>
            <numerusform>%n части текста не удалось проверить: они остались как были.</numerusform>
            <numerusform>%n частей текста не удалось проверить: они остались как были.</numerusform>
        </translation>
    </message>
    <message>
        <source>Waiting for you</source>
        <translation>Ждём вас</translation>
    </message>
    <message>
        <source>Paused at {percent} %</source>
        <translation>Приостановлено: готово {percent} %</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Проверяю…</translation>
    </message>
    <message>
        <source>Checking: {percent} %, part {number} of {count}</source>
        <translation>Проверяю: {percent} %, часть {number} из {count}</translation>
    </message>
    <message>
        <source>Stopped · {found}</source>
        <translation>Остановлено · {found}</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Остановлено</translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation>Не проверено</translation>
    </message>
    <message>
        <source>Nothing to change</source>
        <translation>Менять нечего</translation>
    </message>
    <message>
        <source>No mistakes found</source>
        <translation>Ошибок не найдено</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Повторить</translation>
    </message>
    <message>
        <source>Ask more strictly</source>
        <translation>Спросить строже</translation>
    </message>
</context>
<context>
    <name>FolderAction</name>
    <message>
        <source>New chat in this folder</source>
        <translation>Новый чат в этой папке</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Переименовать</translation>
    </message>
    <message>
        <source>Role and options…</source>
        <translation>Роль и параметры…</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Переместить выше</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Переместить ниже</translation>
    </message>
    <message>
        <source>Unfold</source>
        <translation>Развернуть</translation>
    </message>
    <message>
        <source>Fold</source>
        <translation>Свернуть</translation>
    </message>
    <message>
        <source>Delete the folder</source>
        <translation>Удалить папку</translation>
    </message>
</context>
<context>
    <name>FolderDesk</name>
    <message numerus="yes">
        <source>%n chat(s) taken out of the folder</source>
        <translation>
            <numerusform>%n чат убран из папки</numerusform>
            <numerusform>%n чата убраны из папки</numerusform>
            <numerusform>%n чатов убрано из папки</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n chat(s) moved to “{name}”</source>
        <translation>
            <numerusform>%n чат перемещён в папку «{name}»</numerusform>
            <numerusform>%n чата перемещены в папку «{name}»</numerusform>
            <numerusform>%n чатов перемещено в папку «{name}»</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Отменить</translation>
    </message>
    <message>
        <source>Folder “{name}” deleted, its chats stay</source>
        <translation>Папка «{name}» удалена, чаты остались</translation>
    </message>
    <message>
        <source>A new chat in the folder “{name}”</source>
        <translation>Новый чат в папке «{name}»</translation>
    </message>
</context>
<context>
    <name>FolderDialog</name>
    <message>
        <source>New folder</source>
        <translation>Новая папка</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Папка</translation>
    </message>
    <message>
        <source>Name of the folder</source>
        <translation>Название папки</translation>
    </message>
    <message>
        <source>Role (system prompt)</source>
        <translation>Роль (системный промпт)</translation>
    </message>
    <message>
        <source>Role of the folder</source>
        <translation>Роль папки</translation>
    </message>
    <message>
        <source>Without a role</source>
        <translation>Без роли</translation>
    </message>
    <message>
        <source>For chats of the folder that have no role of their own.</source>
        <translation>Для чатов папки, у которых нет своей роли.</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>Создать</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Сохранить</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Choose a role…</source>
        <translation>Выбрать роль…</translation>
    </message>
</context>
<context>
    <name>FolderOptions</name>
    <message>
        <source>on</source>
        <translation>включено</translation>
    </message>
    <message>
        <source>off</source>
        <translation>выключено</translation>
    </message>
    <message>
        <source>on, hidden</source>
        <translation>включено, скрыто</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Модель</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Температура</translation>
    </message>
    <message>
        <source>as in the settings</source>
        <translation>как в настройках</translation>
    </message>
</context>
<context>
    <name>FormButtons</name>
    <message>
        <source>Try without an account</source>
        <translation>Попробовать без аккаунта</translation>
    </message>
    <message>
        <source>Delete the account</source>
        <translation>Удалить аккаунт</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Проверить</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Сохранить</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Начать</translation>
    </message>
</context>
<context>
    <name>GlossaryDelegate</name>
    <message>
        <source>any</source>
        <translation>любой</translation>
    </message>
</context>
<context>
    <name>GlossaryDesk</name>
    <message>
        <source>Import a glossary</source>
        <translation>Импорт глоссария</translation>
    </message>
    <message>
        <source>Export the glossary</source>
        <translation>Экспорт глоссария</translation>
    </message>
    <message>
        <source>Glossary</source>
        <translation>Глоссарий</translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.txt)</source>
        <translation>Таблицы (*.csv *.tsv *.txt)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Все файлы (*)</translation>
    </message>
    <message>
        <source>The glossary is in the file {name}.</source>
        <translation>Глоссарий записан в файл {name}.</translation>
    </message>
</context>
<context>
    <name>GlossaryDialog</name>
    <message numerus="yes">
        <source>%n term(s) deleted</source>
        <translation>
            <numerusform>Удалён %n термин</numerusform>
            <numerusform>Удалены %n термина</numerusform>
            <numerusform>Удалено %n терминов</numerusform>
        </translation>
    </message>
    <message>
        <source>Glossary</source>
        <translation>Глоссарий</translation>
    </message>
    <message>
        <source>A term that stands in the text is translated as written here, in all its forms. The same word twice leaves it as it is.</source>
        <translation>Если термин есть в тексте, он переводится так, как записано здесь, в любой форме. Одинаковые слова в обоих столбцах оставляют термин без перевода.</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Добавить</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Импорт…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Экспорт…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Add a term</source>
        <translation>Добавить термин</translation>
    </message>
    <message>
        <source>Delete the chosen terms</source>
        <translation>Удалить выбранные термины</translation>
    </message>
    <message>
        <source>Search the glossary</source>
        <translation>Найти в глоссарии…</translation>
    </message>
    <message>
        <source>All languages</source>
        <translation>Все языки</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>Термины</translation>
    </message>
    <message>
        <source>Lines that could not be read</source>
        <translation>Строки, которые не удалось прочитать</translation>
    </message>
    <message>
        <source>{source} → {target}</source>
        <translation>{source} → {target}</translation>
    </message>
    <message>
        <source>any</source>
        <translation>любой</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Вернуть</translation>
    </message>
    <message>
        <source>“{term}” is in the glossary already, for the same languages.</source>
        <translation>«{term}» уже есть в глоссарии для тех же языков.</translation>
    </message>
</context>
<context>
    <name>GlossaryModel</name>
    <message>
        <source>Term</source>
        <translation>Термин</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>Перевод</translation>
    </message>
    <message>
        <source>From</source>
        <translation>С языка</translation>
    </message>
    <message>
        <source>Into</source>
        <translation>На язык</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Примечание</translation>
    </message>
    <message>
        <source>the term is missing</source>
        <translation>нет термина</translation>
    </message>
    <message>
        <source>the translation is missing</source>
        <translation>нет перевода</translation>
    </message>
    <message>
        <source>any</source>
        <translation>любой</translation>
    </message>
</context>
<context>
    <name>GlossaryWords</name>
    <message>
        <source>the term is missing</source>
        <translation>нет термина</translation>
    </message>
    <message>
        <source>the translation is missing</source>
        <translation>нет перевода</translation>
    </message>
    <message>
        <source>the term or the note is too long</source>
        <translation>термин или примечание слишком длинные</translation>
    </message>
    <message>
        <source>the language is not written as a code of two letters</source>
        <translation>язык записан не двухбуквенным кодом</translation>
    </message>
    <message>
        <source>the term was in the file before</source>
        <translation>этот термин в файле уже был</translation>
    </message>
    <message>
        <source>a quotation mark does not end; nothing was read from here on</source>
        <translation>кавычка не закрыта, дальше ничего не прочитано</translation>
    </message>
    <message>
        <source>There are too many terms; the first were read.</source>
        <translation>Терминов слишком много: прочитаны только первые.</translation>
    </message>
    <message>
        <source>The file is too big for a glossary.</source>
        <translation>Файл слишком большой для глоссария.</translation>
    </message>
    <message>
        <source>The file is no table of text.</source>
        <translation>Этот файл — не текстовая таблица.</translation>
    </message>
    <message numerus="yes">
        <source>%n term(s) added</source>
        <translation>
            <numerusform>добавлен %n термин</numerusform>
            <numerusform>добавлены %n термина</numerusform>
            <numerusform>добавлено %n терминов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n term(s) renewed</source>
        <translation>
            <numerusform>обновлён %n термин</numerusform>
            <numerusform>обновлены %n термина</numerusform>
            <numerusform>обновлено %n терминов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) could not be read</source>
        <translation>
            <numerusform>не прочитана %n строка</numerusform>
            <numerusform>не прочитаны %n строки</numerusform>
            <numerusform>не прочитано %n строк</numerusform>
        </translation>
    </message>
    <message>
        <source>No terms in it.</source>
        <translation>Терминов в файле нет.</translation>
    </message>
    <message>
        <source>… and more.</source>
        <translation>… и другие.</translation>
    </message>
    <message>
        <source>Line {number}: {fault}</source>
        <translation>Строка {number}: {fault}</translation>
    </message>
</context>
<context>
    <name>HistoryController</name>
    <message>
        <source>Save all chats</source>
        <translation>Сохранить все чаты</translation>
    </message>
    <message>
        <source>Archive of chats (*.zip)</source>
        <translation>Архив чатов (*.zip)</translation>
    </message>
    <message>
        <source>Chats of YaGPT Desktop {date}</source>
        <translation>Чаты YaGPT Desktop {date}</translation>
    </message>
    <message>
        <source>Load chats</source>
        <translation>Загрузить чаты</translation>
    </message>
    <message>
        <source>Archives and exports (*.zip *.json *.jsonl)</source>
        <translation>Архивы и выгрузки (*.zip *.json *.jsonl)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Все файлы (*)</translation>
    </message>
</context>
<context>
    <name>HistoryDesk</name>
    <message>
        <source>{title} (branch)</source>
        <translation>{title} (ветка)</translation>
    </message>
    <message>
        <source>Delete the earlier texts</source>
        <translation>Удаление прежних текстов</translation>
    </message>
    <message>
        <source>Delete all earlier texts but the pinned ones?</source>
        <translation>Удалить все прежние тексты, кроме закреплённых?</translation>
    </message>
    <message>
        <source>Translations and corrections both go, and cannot be brought back.</source>
        <translation>Удалятся и переводы, и правки. Вернуть их будет нельзя.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Удалить</translation>
    </message>
</context>
<context>
    <name>HistoryDialog</name>
    <message>
        <source>Earlier texts</source>
        <translation>Прежние тексты</translation>
    </message>
    <message>
        <source>Delete all but the pinned…</source>
        <translation>Удалить все, кроме закреплённых…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>Delete this text from the history</source>
        <translation>Удалить этот текст из истории</translation>
    </message>
    <message>
        <source>Search the earlier texts</source>
        <translation>Найти в прежних текстах…</translation>
    </message>
    <message>
        <source>Texts are not kept now. What was kept before is still here.</source>
        <translation>Сейчас тексты не сохраняются. То, что сохранено раньше, осталось здесь.</translation>
    </message>
    <message>
        <source>Texts are kept on this computer only.</source>
        <translation>Тексты хранятся только на этом компьютере.</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Ничего не нашлось</translation>
    </message>
    <message>
        <source>Nothing here yet</source>
        <translation>Здесь пока пусто</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>Удалено</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Вернуть</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Продолжить</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Открыть</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>Открепить</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Закрепить</translation>
    </message>
</context>
<context>
    <name>HistoryEraser</name>
    <message>
        <source>Delete all chats</source>
        <translation>Удаление всех чатов</translation>
    </message>
    <message>
        <source>Delete all chats for good?</source>
        <translation>Удалить все чаты навсегда?</translation>
    </message>
    <message>
        <source>The trash and all copies go too. Accounts and settings stay. This cannot be undone.</source>
        <translation>Корзина и все резервные копии тоже исчезнут. Аккаунты и настройки останутся. Вернуть чаты будет нельзя.</translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation>Оставить</translation>
    </message>
    <message>
        <source>Delete all</source>
        <translation>Удалить все</translation>
    </message>
</context>
<context>
    <name>HistoryModel</name>
    <message>
        <source>Text</source>
        <translation>Текст</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>Что сделано</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Состояние</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Когда</translation>
    </message>
    <message>
        <source>{text}, pinned</source>
        <translation>{text}, закреплено</translation>
    </message>
</context>
<context>
    <name>HistorySection</name>
    <message>
        <source>Saving…</source>
        <translation>Сохраняется…</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Загружается…</translation>
    </message>
    <message numerus="yes">
        <source>Saved: %n chat(s).</source>
        <translation>
            <numerusform>Сохранён %n чат.</numerusform>
            <numerusform>Сохранено %n чата.</numerusform>
            <numerusform>Сохранено %n чатов.</numerusform>
        </translation>
    </message>
    <message>
        <source>All chats and their copies are gone.</source>
        <translation>Всех чатов и их копий больше нет.</translation>
    </message>
    <message>
        <source>All chats go into one file, without keys and settings. Chats can be loaded from such a file, from ChatGPT&apos;s export and from backups of Chatbox and Cherry Studio; those that are here stay as they are.</source>
        <translation>Все чаты попадут в один файл, без ключей и настроек. Загрузить можно такой файл, выгрузку из ChatGPT и резервные копии Chatbox и Cherry Studio; чаты, которые уже есть, не изменятся.</translation>
    </message>
    <message>
        <source>Save all…</source>
        <translation>Сохранить всё…</translation>
    </message>
    <message>
        <source>Save all chats to a file</source>
        <translation>Сохранить все чаты в файл</translation>
    </message>
    <message>
        <source>Load…</source>
        <translation>Загрузить…</translation>
    </message>
    <message>
        <source>Load chats from a file</source>
        <translation>Загрузить чаты из файла</translation>
    </message>
    <message>
        <source>Delete all…</source>
        <translation>Удалить все…</translation>
    </message>
    <message>
        <source>Delete all chats and their copies</source>
        <translation>Удалить все чаты и их копии</translation>
    </message>
    <message numerus="yes">
        <source>%n chat(s) added</source>
        <translation>
            <numerusform>Добавлен %n чат</numerusform>
            <numerusform>Добавлено %n чата</numerusform>
            <numerusform>Добавлено %n чатов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n chat(s) there already</source>
        <translation>
            <numerusform>%n уже был</numerusform>
            <numerusform>%n уже были</numerusform>
            <numerusform>%n уже были</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of these completed with new messages</source>
        <translation>
            <numerusform>из них %n дополнен новыми сообщениями</numerusform>
            <numerusform>из них %n дополнены новыми сообщениями</numerusform>
            <numerusform>из них %n дополнены новыми сообщениями</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryWords</name>
    <message>
        <source>The last import was broken off: nothing of it came into your chats. Import the file once more.</source>
        <translation>Прошлый импорт прервался: ничего из него в чаты не попало. Загрузите файл ещё раз.</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) were brought back.</source>
        <translation>
            <numerusform>Возвращено %n сообщение.</numerusform>
            <numerusform>Возвращено %n сообщения.</numerusform>
            <numerusform>Возвращено %n сообщений.</numerusform>
        </translation>
    </message>
    <message>
        <source>The file of your chats was damaged. {brought} It lies untouched in “{name}”.</source>
        <translation>Файл переписки был повреждён. {brought} Сам он отложен нетронутым: «{name}».</translation>
    </message>
</context>
<context>
    <name>KeySteps</name>
    <message>
        <source>This is not right yet.</source>
        <translation>Здесь пока что-то не так.</translation>
    </message>
    <message>
        <source>Checked: the key is accepted.</source>
        <translation>Проверено: ключ принят.</translation>
    </message>
    <message>
        <source>Checked: the folder is right.</source>
        <translation>Проверено: каталог верный.</translation>
    </message>
    <message>
        <source>Checked: the role is there.</source>
        <translation>Проверено: роль выдана.</translation>
    </message>
    <message>
        <source>Checked: payments are active.</source>
        <translation>Проверено: оплата включена.</translation>
    </message>
    <message>
        <source>{done} of {all} done. It takes about ten minutes, once.</source>
        <translation>Сделано {done} из {all}. Это на десять минут и нужно один раз.</translation>
    </message>
    <message>
        <source>How to get a key</source>
        <translation>Как получить ключ</translation>
    </message>
    <message>
        <source>Hide the steps</source>
        <translation>Скрыть шаги</translation>
    </message>
    <message>
        <source>Paste it here</source>
        <translation>Вставить сюда</translation>
    </message>
    <message>
        <source>Open payments</source>
        <translation>Открыть оплату</translation>
    </message>
    <message>
        <source>Open the console of Yandex Cloud and sign in with your usual Yandex login.</source>
        <translation>Откройте консоль Yandex Cloud и войдите со своим обычным логином Яндекса.</translation>
    </message>
    <message>
        <source>Open the console</source>
        <translation>Открыть консоль</translation>
    </message>
    <message>
        <source>Agree to the terms and to a new cloud; any name will do.</source>
        <translation>Согласитесь с условиями и с созданием облака; название любое.</translation>
    </message>
    <message>
        <source>Create a billing account and add a card: without it nothing answers.</source>
        <translation>Создайте платёжный аккаунт и привяжите карту: без него модель не отвечает.</translation>
    </message>
    <message>
        <source>Go back to the console and open the folder “default”: it is there already.</source>
        <translation>Вернитесь в консоль и откройте каталог default: он там уже есть.</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Открыть каталог</translation>
    </message>
    <message>
        <source>Copy the address of that page and paste it into “Folder”: the program finds the number.</source>
        <translation>Скопируйте адрес этой страницы и вставьте его в поле «Каталог»: номер программа найдёт сама.</translation>
    </message>
    <message>
        <source>Press “Create new key”, “Create API key”, and choose the scope yc.ai.languageModels.execute.</source>
        <translation>Нажмите «Создать новый ключ», «Создать API-ключ» и выберите область действия yc.ai.languageModels.execute.</translation>
    </message>
    <message>
        <source>In the same folder open the page of service accounts.</source>
        <translation>В том же каталоге откройте страницу сервисных аккаунтов.</translation>
    </message>
    <message>
        <source>Make sure that the billing account is on: its status is ACTIVE or TRIAL_ACTIVE.</source>
        <translation>Убедитесь, что платёжный аккаунт включён: его статус — ACTIVE или TRIAL_ACTIVE.</translation>
    </message>
    <message>
        <source>Open the page</source>
        <translation>Открыть страницу</translation>
    </message>
    <message>
        <source>Press “Create service account” and name it, for example, yagpt.</source>
        <translation>Нажмите «Создать сервисный аккаунт» и назовите его, например, yagpt.</translation>
    </message>
    <message>
        <source>Press “Add role” there and choose ai.languageModels.user: it permits asking and nothing else.</source>
        <translation>Там же нажмите «Добавить роль» и выберите ai.languageModels.user: она разрешает только спрашивать модель.</translation>
    </message>
    <message>
        <source>Press “Create” and open the account that appeared in the list.</source>
        <translation>Нажмите «Создать» и откройте появившийся в списке аккаунт.</translation>
    </message>
    <message>
        <source>Copy the secret key, which is shown only once, and paste it into the field “API key”.</source>
        <translation>Скопируйте секретный ключ — его покажут только один раз — и вставьте в поле «API-ключ».</translation>
    </message>
</context>
<context>
    <name>KindChoice</name>
    <message>
        <source>Kind of key</source>
        <translation>Вид ключа</translation>
    </message>
    <message>
        <source>Another kind of key</source>
        <translation>Другой вид ключа</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>API-ключ</translation>
    </message>
    <message>
        <source>Create a key in the console and paste it here. It needs no renewal.</source>
        <translation>Создайте ключ в консоли и вставьте его сюда. Не нужно обновлять.</translation>
    </message>
    <message>
        <source>the easiest</source>
        <translation>проще всего</translation>
    </message>
    <message>
        <source>Is created in the console; needs no renewal.</source>
        <translation>Создаётся в консоли, обновлять не нужно.</translation>
    </message>
    <message>
        <source>Key file of a service account</source>
        <translation>Файл ключа сервисного аккаунта</translation>
    </message>
    <message>
        <source>Drop the JSON file here or paste its text. The program renews the access by itself.</source>
        <translation>Перетащите сюда файл JSON или вставьте его текст. Доступ программа продлевает сама.</translation>
    </message>
    <message>
        <source>A JSON file; the program renews the access by itself.</source>
        <translation>Файл JSON; доступ программа обновляет сама.</translation>
    </message>
    <message>
        <source>The tool yc</source>
        <translation>Программа yc</translation>
    </message>
    <message>
        <source>Account and folder are taken over from it; there is nothing to paste.</source>
        <translation>Аккаунт и каталог берутся из неё, вставлять ничего не нужно.</translation>
    </message>
    <message>
        <source>found on this computer</source>
        <translation>найдена на этом компьютере</translation>
    </message>
    <message>
        <source>Account and folder are taken over from it.</source>
        <translation>Аккаунт и каталог берутся из неё.</translation>
    </message>
    <message>
        <source>IAM token</source>
        <translation>IAM-токен</translation>
    </message>
    <message>
        <source>A ready token, good for 12 hours at most; the program asks for the next one in time.</source>
        <translation>Готовый токен не больше чем на 12 часов; программа вовремя попросит следующий.</translation>
    </message>
    <message>
        <source>for 12 hours</source>
        <translation>на 12 часов</translation>
    </message>
    <message>
        <source>A ready token; the program asks for the next one.</source>
        <translation>Готовый токен; о новом программа попросит.</translation>
    </message>
    <message>
        <source>OAuth token</source>
        <translation>OAuth-токен</translation>
    </message>
    <message>
        <source>Yandex ends this way at the end of 2026; an API key will last.</source>
        <translation>Яндекс прекращает этот способ в конце 2026 года; API-ключ прослужит дольше.</translation>
    </message>
    <message>
        <source>until the end of 2026</source>
        <translation>до конца 2026 года</translation>
    </message>
    <message>
        <source>Of a Yandex account; the folders are found by themselves.</source>
        <translation>От аккаунта Яндекса; каталоги находятся сами.</translation>
    </message>
</context>
<context>
    <name>LanguageChip</name>
    <message>
        <source>Find out by itself</source>
        <translation>Определить язык</translation>
    </message>
    <message>
        <source>Other languages</source>
        <translation>Другие языки</translation>
    </message>
    <message>
        <source>Remove from favourites: {name}</source>
        <translation>Убрать из избранных: {name}</translation>
    </message>
    <message>
        <source>Add to favourites: {name}</source>
        <translation>В избранные: {name}</translation>
    </message>
</context>
<context>
    <name>LanguageWords</name>
    <message>
        <source>Russian</source>
        <translation>русский</translation>
    </message>
    <message>
        <source>English</source>
        <translation>английский</translation>
    </message>
    <message>
        <source>German</source>
        <translation>немецкий</translation>
    </message>
    <message>
        <source>French</source>
        <translation>французский</translation>
    </message>
    <message>
        <source>Spanish</source>
        <translation>испанский</translation>
    </message>
    <message>
        <source>Italian</source>
        <translation>итальянский</translation>
    </message>
    <message>
        <source>Portuguese</source>
        <translation>португальский</translation>
    </message>
    <message>
        <source>Polish</source>
        <translation>польский</translation>
    </message>
    <message>
        <source>Dutch</source>
        <translation>нидерландский</translation>
    </message>
    <message>
        <source>Czech</source>
        <translation>чешский</translation>
    </message>
    <message>
        <source>Slovak</source>
        <translation>словацкий</translation>
    </message>
    <message>
        <source>Serbian</source>
        <translation>сербский</translation>
    </message>
    <message>
        <source>Croatian</source>
        <translation>хорватский</translation>
    </message>
    <message>
        <source>Bulgarian</source>
        <translation>болгарский</translation>
    </message>
    <message>
        <source>Ukrainian</source>
        <translation>украинский</translation>
    </message>
    <message>
        <source>Belarusian</source>
        <translation>белорусский</translation>
    </message>
    <message>
        <source>Kazakh</source>
        <translation>казахский</translation>
    </message>
    <message>
        <source>Uzbek</source>
        <translation>узбекский</translation>
    </message>
    <message>
        <source>Kyrgyz</source>
        <translation>киргизский</translation>
    </message>
    <message>
        <source>Tajik</source>
        <translation>таджикский</translation>
    </message>
    <message>
        <source>Tatar</source>
        <translation>татарский</translation>
    </message>
    <message>
        <source>Bashkir</source>
        <translation>башкирский</translation>
    </message>
    <message>
        <source>Azerbaijani</source>
        <translation>азербайджанский</translation>
    </message>
    <message>
        <source>Armenian</source>
        <translation>армянский</translation>
    </message>
    <message>
        <source>Georgian</source>
        <translation>грузинский</translation>
    </message>
    <message>
        <source>Turkish</source>
        <translation>турецкий</translation>
    </message>
    <message>
        <source>Arabic</source>
        <translation>арабский</translation>
    </message>
    <message>
        <source>Hebrew</source>
        <translation>иврит</translation>
    </message>
    <message>
        <source>Persian</source>
        <translation>персидский</translation>
    </message>
    <message>
        <source>Hindi</source>
        <translation>хинди</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>китайский</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>японский</translation>
    </message>
    <message>
        <source>Korean</source>
        <translation>корейский</translation>
    </message>
    <message>
        <source>Vietnamese</source>
        <translation>вьетнамский</translation>
    </message>
    <message>
        <source>Thai</source>
        <translation>тайский</translation>
    </message>
    <message>
        <source>Indonesian</source>
        <translation>индонезийский</translation>
    </message>
    <message>
        <source>Finnish</source>
        <translation>финский</translation>
    </message>
    <message>
        <source>Swedish</source>
        <translation>шведский</translation>
    </message>
    <message>
        <source>Norwegian</source>
        <translation>норвежский</translation>
    </message>
    <message>
        <source>Danish</source>
        <translation>датский</translation>
    </message>
    <message>
        <source>Estonian</source>
        <translation>эстонский</translation>
    </message>
    <message>
        <source>Latvian</source>
        <translation>латышский</translation>
    </message>
    <message>
        <source>Lithuanian</source>
        <translation>литовский</translation>
    </message>
    <message>
        <source>Hungarian</source>
        <translation>венгерский</translation>
    </message>
    <message>
        <source>Romanian</source>
        <translation>румынский</translation>
    </message>
    <message>
        <source>Greek</source>
        <translation>греческий</translation>
    </message>
    <message>
        <source>Latin</source>
        <translation>латинский</translation>
    </message>
</context>
<context>
    <name>LibraryDesk</name>
    <message>
        <source>“{name}” is removed</source>
        <translation>«{name}» удалено</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>Вернуть</translation>
    </message>
</context>
<context>
    <name>LinkOpener</name>
    <message>
        <source>Open the link?</source>
        <translation>Открыть ссылку?</translation>
    </message>
    <message>
        <source>A letter will be written to {host}</source>
        <translation>Будет написано письмо на адрес {host}</translation>
    </message>
    <message>
        <source>The link leads to {host}</source>
        <translation>Ссылка ведёт на {host}</translation>
    </message>
    <message>
        <source>This address cannot be opened from here</source>
        <translation>Открыть этот адрес отсюда нельзя</translation>
    </message>
    <message>
        <source>The words of the link name another address: {address}</source>
        <translation>В тексте ссылки назван другой адрес: {address}</translation>
    </message>
    <message>
        <source>What stands before the sign @ is not the name of the site</source>
        <translation>То, что стоит перед знаком «@», — не имя сайта</translation>
    </message>
    <message>
        <source>The name is written in other than Latin letters: {name}</source>
        <translation>Имя сайта написано не латинскими буквами: {name}</translation>
    </message>
</context>
<context>
    <name>LiveAnswer</name>
    <message>
        <source>The model is working…</source>
        <translation>Модель пишет…</translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) of the text stay as they were: no answer came.</source>
        <translation>
            <numerusform>%n часть текста осталась как была: ответа не пришло.</numerusform>
            <numerusform>%n части текста остались как были: ответа не пришло.</numerusform>
            <numerusform>%n частей текста остались как были: ответа не пришло.</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Остановлено</translation>
    </message>
    <message>
        <source>Done · {price}</source>
        <translation>Готово · {price}</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Готово</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Ответ</translation>
    </message>
    <message>
        <source>The answer appears here.</source>
        <translation>Здесь появится ответ.</translation>
    </message>
</context>
<context>
    <name>MemoryBar</name>
    <message>
        <source>Sum them up</source>
        <translation>Кратко пересказать</translation>
    </message>
    <message>
        <source>New chat with a summary</source>
        <translation>Новый чат с пересказом</translation>
    </message>
    <message>
        <source>Show what will be sent</source>
        <translation>Показать, что уйдёт</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Остановить</translation>
    </message>
    <message>
        <source>Stop summing up</source>
        <translation>Остановить пересказ</translation>
    </message>
    <message>
        <source>The model is summing the chat up…</source>
        <translation>Модель кратко пересказывает чат…</translation>
    </message>
    <message>
        <source>Before the next question the model sums the beginning of the chat up.</source>
        <translation>Перед следующим вопросом модель кратко перескажет начало чата.</translation>
    </message>
    <message numerus="yes">
        <source>The model will not see the first %n message(s).</source>
        <translation>
            <numerusform>Модель не увидит начало чата: %n сообщение.</numerusform>
            <numerusform>Модель не увидит первые %n сообщения.</numerusform>
            <numerusform>Модель не увидит первые %n сообщений.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MemoryController</name>
    <message>
        <source>Another chat is being summed up. Try again when it is done.</source>
        <translation>Сейчас пересказывается другой чат. Попробуйте, когда он будет готов.</translation>
    </message>
    <message>
        <source>The model gave no summary. The chat is as it was.</source>
        <translation>Модель не дала пересказа. Чат остался как был.</translation>
    </message>
    <message>
        <source>Continued: {title}</source>
        <translation>Продолжение: {title}</translation>
    </message>
</context>
<context>
    <name>ModelField</name>
    <message>
        <source>not in the list; it is asked for as written</source>
        <translation>нет в списке; запросим под этим именем</translation>
    </message>
    <message numerus="yes">
        <source>context of %n token(s)</source>
        <translation>
            <numerusform>контекст %n токен</numerusform>
            <numerusform>контекст %n токена</numerusform>
            <numerusform>контекст %n токенов</numerusform>
        </translation>
    </message>
    <message>
        <source>{price} per 1,000 tokens</source>
        <translation>{price} за 1000 токенов</translation>
    </message>
    <message>
        <source>{input} in, {output} out per 1,000 tokens</source>
        <translation>вход {input}, выход {output} за 1000 токенов</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Модель</translation>
    </message>
</context>
<context>
    <name>NetworkController</name>
    <message>
        <source>Certificates of your organisation</source>
        <translation>Сертификаты организации</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer)</source>
        <translation>Сертификаты (*.pem *.crt *.cer)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Все файлы (*)</translation>
    </message>
</context>
<context>
    <name>NetworkSection</name>
    <message>
        <source>Saved. The next question takes this way.</source>
        <translation>Сохранено. Следующий вопрос пойдёт этим путём.</translation>
    </message>
    <message>
        <source>Write the address with its port, as proxy.example:3128.</source>
        <translation>Напишите адрес с портом, например proxy.example:3128.</translation>
    </message>
    <message>
        <source>This file holds no certificates.</source>
        <translation>В этом файле нет сертификатов.</translation>
    </message>
    <message>
        <source>Proxy server</source>
        <translation>Прокси-сервер</translation>
    </message>
    <message>
        <source>Its address and port</source>
        <translation>Адрес и порт</translation>
    </message>
    <message>
        <source>Name for the proxy, if it wants one</source>
        <translation>Имя для прокси, если он его спрашивает</translation>
    </message>
    <message>
        <source>Password for the proxy</source>
        <translation>Пароль для прокси</translation>
    </message>
    <message>
        <source>Certificates of your organisation</source>
        <translation>Сертификаты организации</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Как в системе</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Без прокси</translation>
    </message>
    <message>
        <source>My own</source>
        <translation>Свой</translation>
    </message>
    <message>
        <source>goes to the password store</source>
        <translation>попадёт в хранилище паролей</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Сохранить</translation>
    </message>
    <message>
        <source>Save the proxy</source>
        <translation>Сохранить прокси</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Выбрать файл…</translation>
    </message>
    <message>
        <source>Choose a file of certificates</source>
        <translation>Выбрать файл сертификатов</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Убрать</translation>
    </message>
    <message>
        <source>Remove the file of certificates</source>
        <translation>Убрать файл сертификатов</translation>
    </message>
    <message>
        <source>Needed where a filter of your organisation reads the connection.</source>
        <translation>Нужны там, где соединение проверяет фильтр организации.</translation>
    </message>
    <message>
        <source>The system leaves the choice to a script, which this program cannot run.</source>
        <translation>Прокси в системе выбирает сценарий автонастройки, а программа не умеет его выполнять.</translation>
    </message>
    <message>
        <source>The way to the service is straight.</source>
        <translation>Сейчас программа соединяется с сервисом напрямую.</translation>
    </message>
    <message>
        <source>In use: {address}, by the administrator&apos;s choice in config.toml.</source>
        <translation>Сейчас: {address}. Так решил администратор в config.toml.</translation>
    </message>
    <message>
        <source>In use: {address}.</source>
        <translation>Сейчас: {address}.</translation>
    </message>
    <message>
        <source>In use: {address}, by the system&apos;s settings.</source>
        <translation>Сейчас: {address}, по настройкам системы.</translation>
    </message>
</context>
<context>
    <name>NewChatMenuButton</name>
    <message>
        <source>New chat</source>
        <translation>Новый чат</translation>
    </message>
    <message>
        <source>Temporary chat</source>
        <translation>Временный чат</translation>
    </message>
    <message>
        <source>New folder…</source>
        <translation>Новая папка…</translation>
    </message>
    <message>
        <source>Kinds of chats</source>
        <translation>Какой чат начать</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Close the message</source>
        <translation>Закрыть сообщение</translation>
    </message>
</context>
<context>
    <name>ObstacleWords</name>
    <message>
        <source>This desktop (Wayland) lets no program look into others or type there: copy with Ctrl+C, and paste the result with Ctrl+V.</source>
        <translation>Этот рабочий стол (Wayland) не даёт программам заглядывать в другие и печатать в них: скопируйте текст клавишами Ctrl+C, а результат вставьте клавишами Ctrl+V.</translation>
    </message>
    <message>
        <source>This desktop grants no keys to programs. Bind a key to the command below instead.</source>
        <translation>Этот рабочий стол не выделяет программам клавиши. Назначьте клавишу команде, которая указана ниже.</translation>
    </message>
    <message>
        <source>Another program has this key. Choose another.</source>
        <translation>Эту клавишу занимает другая программа. Выберите другую.</translation>
    </message>
    <message>
        <source>This cannot be a key for all programs: Ctrl, Alt or Meta must be held with it.</source>
        <translation>Такая клавиша не подходит для всех программ: вместе с ней нужно держать Ctrl, Alt или Meta.</translation>
    </message>
    <message>
        <source>The system did not allow it. It can be allowed in the system&apos;s settings.</source>
        <translation>Система этого не разрешила. Разрешение можно дать в её настройках.</translation>
    </message>
    <message>
        <source>That is a terminal, where these keys mean something else: paste the result yourself.</source>
        <translation>Это терминал, там эти клавиши значат другое: вставьте результат сами.</translation>
    </message>
    <message>
        <source>The window with the text is not in front.</source>
        <translation>Окно с текстом не впереди.</translation>
    </message>
    <message>
        <source>A key is still held down.</source>
        <translation>Какая-то клавиша всё ещё нажата.</translation>
    </message>
    <message>
        <source>No text is selected there.</source>
        <translation>Там не выделен текст.</translation>
    </message>
    <message>
        <source>Something else is selected there now, so nothing was replaced.</source>
        <translation>Там теперь выделено другое, поэтому ничего не заменено.</translation>
    </message>
    <message>
        <source>The other program did not take the text.</source>
        <translation>Другая программа не приняла текст.</translation>
    </message>
    <message>
        <source>This desktop has no tray. The window stays in the task bar.</source>
        <translation>На этом рабочем столе нет области уведомлений. Окно остаётся на панели задач.</translation>
    </message>
    <message>
        <source>The system does not let the program change its start.</source>
        <translation>Система не даёт программе настроить свой запуск.</translation>
    </message>
    <message>
        <source>This cannot be had on this desktop.</source>
        <translation>На этом рабочем столе это недоступно.</translation>
    </message>
    <message>
        <source>Show the window</source>
        <translation>Показать окно</translation>
    </message>
    <message>
        <source>Quick window for the selected text</source>
        <translation>Быстрое окно для выделенного текста</translation>
    </message>
    <message>
        <source>Correct what was copied</source>
        <translation>Исправить скопированное</translation>
    </message>
    <message>
        <source>Translate what was copied</source>
        <translation>Перевести скопированное</translation>
    </message>
</context>
<context>
    <name>OptionsPanel</name>
    <message>
        <source>Options of all chats</source>
        <translation>Общие параметры</translation>
    </message>
    <message>
        <source>Options of the folder “{name}”</source>
        <translation>Параметры папки «{name}»</translation>
    </message>
    <message>
        <source>They are in force for all chats of the folder.</source>
        <translation>Действуют для всех чатов этой папки.</translation>
    </message>
    <message>
        <source>The folder “{name}” has no options of its own.</source>
        <translation>У папки «{name}» нет своих параметров.</translation>
    </message>
    <message>
        <source>Set up the folder…</source>
        <translation>Настроить папку…</translation>
    </message>
    <message>
        <source>cheaper; comes later, and not piece by piece</source>
        <translation>дешевле, придёт позже, без показа по мере генерации</translation>
    </message>
    <message>
        <source>this model answers at once only</source>
        <translation>эта модель отвечает только сразу</translation>
    </message>
    <message>
        <source>this model does not reason</source>
        <translation>эта модель не рассуждает</translation>
    </message>
    <message>
        <source>A deferred answer comes as a whole.</source>
        <translation>Отложенный ответ приходит целиком.</translation>
    </message>
    <message>
        <source>Spent: this chat {chat} · this month {month}</source>
        <translation>Потрачено: этот чат {chat} · этот месяц {month}</translation>
    </message>
    <message>
        <source>Last answer: in {input} · out {output} · in all {total} tokens</source>
        <translation>Последний ответ, токены: вход {input} · выход {output} · всего {total}</translation>
    </message>
    <message>
        <source>of them for reasoning: {count}</source>
        <translation>из них на рассуждение: {count}</translation>
    </message>
    <message>
        <source>Model version {version}</source>
        <translation>Версия модели {version}</translation>
    </message>
    <message>
        <source>Longest answer, tokens</source>
        <translation>Макс. токенов ответа</translation>
    </message>
    <message>
        <source>Show the answer as it is written</source>
        <translation>Показывать ответ по мере генерации</translation>
    </message>
    <message>
        <source>Deferred answer</source>
        <translation>Отложенный ответ</translation>
    </message>
    <message>
        <source>Reasoning</source>
        <translation>Рассуждение</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>Протокол</translation>
    </message>
    <message>
        <source>by default</source>
        <translation>по умолчанию</translation>
    </message>
    <message>
        <source>off</source>
        <translation>выключено</translation>
    </message>
    <message>
        <source>on, hidden</source>
        <translation>включено</translation>
    </message>
    <message>
        <source>Close the options</source>
        <translation>Закрыть параметры</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>Параметры</translation>
    </message>
</context>
<context>
    <name>Organiser</name>
    <message>
        <source>Undo</source>
        <translation>Вернуть</translation>
    </message>
    <message>
        <source>The chat is in the archive</source>
        <translation>Чат в архиве</translation>
    </message>
    <message numerus="yes">
        <source>%n chat(s) put into the archive</source>
        <translation>
            <numerusform>%n чат убран в архив</numerusform>
            <numerusform>%n чата убрано в архив</numerusform>
            <numerusform>%n чатов убрано в архив</numerusform>
        </translation>
    </message>
    <message>
        <source>Chat deleted</source>
        <translation>Чат удалён</translation>
    </message>
    <message numerus="yes">
        <source>%n chat(s) deleted</source>
        <translation>
            <numerusform>Удалён %n чат</numerusform>
            <numerusform>Удалено %n чата</numerusform>
            <numerusform>Удалено %n чатов</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete for good?</source>
        <translation>Удалить навсегда?</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n chat(s) for good?</source>
        <translation>
            <numerusform>Удалить навсегда %n чат?</numerusform>
            <numerusform>Удалить навсегда %n чата?</numerusform>
            <numerusform>Удалить навсегда %n чатов?</numerusform>
        </translation>
    </message>
    <message>
        <source>This cannot be undone.</source>
        <translation>Вернуть уже не получится.</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Оставить</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>Удалить навсегда</translation>
    </message>
</context>
<context>
    <name>PageMenu</name>
    <message>
        <source>Quotation marks: «…» and „…“</source>
        <translation>Кавычки: «…» и „…“</translation>
    </message>
    <message>
        <source>Dashes in place of hyphens</source>
        <translation>Тире вместо дефисов</translation>
    </message>
    <message>
        <source>Short dash between numbers</source>
        <translation>Короткое тире между числами</translation>
    </message>
    <message>
        <source>Hard spaces</source>
        <translation>Неразрывные пробелы</translation>
    </message>
    <message>
        <source>Ellipsis as one sign</source>
        <translation>Многоточие одним знаком</translation>
    </message>
    <message>
        <source>No double spaces</source>
        <translation>Без двойных пробелов</translation>
    </message>
    <message>
        <source>No spaces before punctuation</source>
        <translation>Без пробелов перед знаками препинания</translation>
    </message>
    <message>
        <source>As it is in the text</source>
        <translation>Как в тексте</translation>
    </message>
    <message>
        <source>Always ё</source>
        <translation>Всегда «ё»</translation>
    </message>
    <message>
        <source>Always е</source>
        <translation>Всегда «е»</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Ещё</translation>
    </message>
    <message>
        <source>Do not explain further</source>
        <translation>Больше не объяснять</translation>
    </message>
    <message>
        <source>Explain the changes</source>
        <translation>Объяснить правки</translation>
    </message>
    <message>
        <source>Earlier texts…</source>
        <translation>Прежние тексты…</translation>
    </message>
    <message>
        <source>Words that are never changed…</source>
        <translation>Слова, которые не исправляются…</translation>
    </message>
    <message>
        <source>Typography</source>
        <translation>Типографика</translation>
    </message>
    <message>
        <source>Letter ё</source>
        <translation>Буква «ё»</translation>
    </message>
    <message>
        <source>Do not keep texts</source>
        <translation>Не сохранять тексты</translation>
    </message>
    <message>
        <source>Text to fix</source>
        <translation>Текст для правки</translation>
    </message>
    <message>
        <source>Fix what is selected</source>
        <translation>Исправить выделенное</translation>
    </message>
</context>
<context>
    <name>PairCard</name>
    <message>
        <source>Sentence by sentence</source>
        <translation>По предложениям</translation>
    </message>
    <message>
        <source>Show the texts</source>
        <translation>Показать тексты</translation>
    </message>
    <message>
        <source>Other variants</source>
        <translation>Другие варианты</translation>
    </message>
    <message>
        <source>Other translations of this sentence</source>
        <translation>Другие переводы этого предложения</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Копировать</translation>
    </message>
    <message>
        <source>Copy the translation</source>
        <translation>Копировать перевод</translation>
    </message>
    <message>
        <source>Sentences of the text and their translations</source>
        <translation>Предложения текста и их переводы</translation>
    </message>
    <message>
        <source>Translation of the sentence</source>
        <translation>Перевод предложения</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Остановить</translation>
    </message>
    <message>
        <source>Translate anew</source>
        <translation>Перевести заново</translation>
    </message>
    <message>
        <source>Translate this sentence anew</source>
        <translation>Перевести это предложение заново</translation>
    </message>
    <message>
        <source>Sentences: {count}</source>
        <translation>Предложений: {count}</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Commands and chats</source>
        <translation>Команды и чаты</translation>
    </message>
    <message>
        <source>A command, or the name of a chat</source>
        <translation>Команда или название чата</translation>
    </message>
    <message>
        <source>Find a command or a chat</source>
        <translation>Найти команду или чат</translation>
    </message>
    <message>
        <source>Commands and chats found</source>
        <translation>Найденные команды и чаты</translation>
    </message>
    <message>
        <source>Arrow keys choose, Enter carries out, Esc closes.</source>
        <translation>Стрелки — выбрать, Enter — выполнить, Esc — закрыть.</translation>
    </message>
    <message>
        <source>Search all chats for “{text}”</source>
        <translation>Искать «{text}» во всех чатах</translation>
    </message>
</context>
<context>
    <name>PromptDialog</name>
    <message>
        <source>Library of prompts</source>
        <translation>Библиотека промптов</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Промпт</translation>
    </message>
    <message>
        <source>Try out</source>
        <translation>Проба</translation>
    </message>
    <message>
        <source>Pages of the prompt</source>
        <translation>Разделы промпта</translation>
    </message>
    <message>
        <source>Remove the prompt</source>
        <translation>Удалить промпт</translation>
    </message>
    <message>
        <source>Use in the chat</source>
        <translation>Взять в чат</translation>
    </message>
    <message>
        <source>Undo the changes</source>
        <translation>Отменить изменения</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Сохранить</translation>
    </message>
    <message>
        <source>Versions ({count})</source>
        <translation>Версии ({count})</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Версии</translation>
    </message>
</context>
<context>
    <name>PromptEntry</name>
    <message>
        <source>{name} (my version)</source>
        <translation>{name} (мой вариант)</translation>
    </message>
    <message>
        <source>{name} (my version {number})</source>
        <translation>{name} (мой вариант {number})</translation>
    </message>
</context>
<context>
    <name>PromptExchange</name>
    <message>
        <source>Import prompts</source>
        <translation>Импорт промптов</translation>
    </message>
    <message>
        <source>Prompts (*.json)</source>
        <translation>Промпты (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Все файлы (*)</translation>
    </message>
    <message>
        <source>Export prompts</source>
        <translation>Экспорт промптов</translation>
    </message>
    <message>
        <source>Prompts of YaGPT Desktop</source>
        <translation>Промпты YaGPT Desktop</translation>
    </message>
    <message>
        <source>Written: {name}</source>
        <translation>Записано в файл {name}</translation>
    </message>
</context>
<context>
    <name>PromptForm</name>
    <message>
        <source>A word in braces is asked for before each run: {example}. The text at hand follows the prompt.</source>
        <translation>Слово в фигурных скобках программа спросит перед каждым запуском: {example}. Сам текст добавится после промпта.</translation>
    </message>
    <message>
        <source>Asked for before each run:</source>
        <translation>Перед каждым запуском программа спросит:</translation>
    </message>
    <message>
        <source>Any text: {example}</source>
        <translation>Любой текст: {example}</translation>
    </message>
    <message>
        <source>A choice: {example}</source>
        <translation>Выбор: {example}</translation>
    </message>
    <message>
        <source>A language: {example}</source>
        <translation>Язык: {example}</translation>
    </message>
    <message>
        <source>A tone: {example}</source>
        <translation>Тон: {example}</translation>
    </message>
    <message>
        <source>The text at hand: {example}</source>
        <translation>Сам текст: {example}</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Название</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Промпт</translation>
    </message>
    <message>
        <source>What becomes of the answer</source>
        <translation>Что сделать с ответом</translation>
    </message>
    <message>
        <source>What the model should do with the text</source>
        <translation>Что модель должна сделать с текстом</translation>
    </message>
    <message>
        <source>Insert a variable</source>
        <translation>Вставить переменную</translation>
    </message>
</context>
<context>
    <name>PromptList</name>
    <message>
        <source>Ready-made</source>
        <translation>Готовые</translation>
    </message>
    <message>
        <source>My own</source>
        <translation>Мои</translation>
    </message>
    <message>
        <source>{name}, ready-made</source>
        <translation>{name}, готовый</translation>
    </message>
    <message>
        <source>New role</source>
        <translation>Новая роль</translation>
    </message>
    <message>
        <source>New action</source>
        <translation>Новое действие</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Действия</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Роли</translation>
    </message>
    <message>
        <source>What the prompts are for</source>
        <translation>Для чего промпты</translation>
    </message>
    <message>
        <source>Find a prompt</source>
        <translation>Найти промпт</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Найти</translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation>Промпты</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>Ничего не нашлось.</translation>
    </message>
    <message>
        <source>Import and export</source>
        <translation>Импорт и экспорт</translation>
    </message>
    <message>
        <source>Import from a file…</source>
        <translation>Импорт из файла…</translation>
    </message>
    <message>
        <source>Export this one…</source>
        <translation>Экспорт выбранного…</translation>
    </message>
    <message>
        <source>Export all of my own…</source>
        <translation>Экспорт всех моих…</translation>
    </message>
</context>
<context>
    <name>PromptWords</name>
    <message>
        <source>Letter from notes</source>
        <translation>Письмо</translation>
    </message>
    <message>
        <source>In short</source>
        <translation>Кратко</translation>
    </message>
    <message>
        <source>As a list</source>
        <translation>Список</translation>
    </message>
    <message>
        <source>Explain</source>
        <translation>Объяснить</translation>
    </message>
    <message>
        <source>Another tone</source>
        <translation>Другой тон</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>Показать</translation>
    </message>
    <message>
        <source>Show it as changes to accept or leave</source>
        <translation>Показать как правки</translation>
    </message>
    <message>
        <source>Copy it</source>
        <translation>Скопировать</translation>
    </message>
    <message>
        <source>Put it in the place of the text</source>
        <translation>Заменить им текст</translation>
    </message>
    <message>
        <source>Begin a chat with it</source>
        <translation>Начать с ним чат</translation>
    </message>
    <message>
        <source>The answer appears beside the text while it is written.</source>
        <translation>Ответ появляется в отдельном окне по мере того, как модель пишет.</translation>
    </message>
    <message>
        <source>Good where the text is rewritten: each change is decided by itself.</source>
        <translation>Подходит, когда текст переписывают: каждую правку можно принять или отклонить.</translation>
    </message>
    <message>
        <source>The finished answer is in the clipboard.</source>
        <translation>Готовый ответ окажется в буфере обмена.</translation>
    </message>
    <message>
        <source>In the quick window: into the program that the text came from. On a page the answer is shown first.</source>
        <translation>В быстром окне — сразу в программе, откуда взят текст. На странице ответ сначала будет показан.</translation>
    </message>
    <message>
        <source>The prompt becomes the role of a new chat, the text its first message.</source>
        <translation>Промпт станет ролью нового чата, а текст — первым сообщением.</translation>
    </message>
    <message>
        <source>any text</source>
        <translation>любой текст</translation>
    </message>
    <message>
        <source>a language</source>
        <translation>язык</translation>
    </message>
    <message>
        <source>a tone</source>
        <translation>тон</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Язык</translation>
    </message>
    <message>
        <source>Tone</source>
        <translation>Тон</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Длина</translation>
    </message>
    <message>
        <source>For whom</source>
        <translation>Для кого</translation>
    </message>
    <message>
        <source>Neutral</source>
        <translation>Нейтральный</translation>
    </message>
    <message>
        <source>Friendly (ты)</source>
        <translation>Дружеский (на «ты»)</translation>
    </message>
    <message>
        <source>Polite (вы)</source>
        <translation>Вежливый (на «вы»)</translation>
    </message>
    <message>
        <source>Formal</source>
        <translation>Официальный</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>Дайте название.</translation>
    </message>
    <message>
        <source>The name is too long: {count} characters at most.</source>
        <translation>Название слишком длинное: не больше {count} знаков.</translation>
    </message>
    <message>
        <source>There is one of this name already: choose another.</source>
        <translation>Такое название уже есть: выберите другое.</translation>
    </message>
    <message>
        <source>Write what the model is to do.</source>
        <translation>Напишите, что должна сделать модель.</translation>
    </message>
    <message>
        <source>The prompt is too long.</source>
        <translation>Промпт слишком длинный.</translation>
    </message>
    <message>
        <source>A choice needs at least two options, like this: {example}</source>
        <translation>Для выбора нужны хотя бы два варианта, например: {example}</translation>
    </message>
    <message>
        <source>The library is full: {count} prompts at most. Remove one that you do not need.</source>
        <translation>Библиотека заполнена: в ней помещается до {count} промптов. Удалите ненужные.</translation>
    </message>
    <message numerus="yes">
        <source>%n could not be used.</source>
        <translation>
            <numerusform>%n не подошёл.</numerusform>
            <numerusform>%n не подошли.</numerusform>
            <numerusform>%n не подошли.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n prompt(s) added.</source>
        <translation>
            <numerusform>Добавлен %n промпт.</numerusform>
            <numerusform>Добавлено %n промпта.</numerusform>
            <numerusform>Добавлено %n промптов.</numerusform>
        </translation>
    </message>
    <message>
        <source>a choice: {options}</source>
        <translation>выбор: {options}</translation>
    </message>
    <message>
        <source>length</source>
        <translation>длина</translation>
    </message>
    <message>
        <source>briefly</source>
        <translation>кратко</translation>
    </message>
    <message>
        <source>in detail</source>
        <translation>подробно</translation>
    </message>
    <message>
        <source>subject</source>
        <translation>тема</translation>
    </message>
    <message>
        <source>Fill in “{name}”.</source>
        <translation>Заполните поле «{name}».</translation>
    </message>
    <message>
        <source>There are no prompts of this program in the file. Nothing was changed.</source>
        <translation>В файле нет промптов этой программы. Ничего не изменилось.</translation>
    </message>
    <message>
        <source>Nothing new in the file: all is here already.</source>
        <translation>В файле нет ничего нового: всё уже есть в библиотеке.</translation>
    </message>
</context>
<context>
    <name>ProxyLine</name>
    <message>
        <source>The connection will go through the system&apos;s proxy: {address}</source>
        <translation>Соединение пойдёт через прокси системы: {address}</translation>
    </message>
</context>
<context>
    <name>QAbstractFileIconProvider</name>
    <message>
        <source>Folder</source>
        <translation>Папка</translation>
    </message>
    <message>
        <source>Drive</source>
        <translation>Диск</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>&amp;Look in:</source>
        <translation>&amp;Перейти к:</translation>
    </message>
    <message>
        <source>Files of &amp;type:</source>
        <translation>&amp;Типы файлов:</translation>
    </message>
</context>
<context>
    <name>QuickDesk</name>
    <message numerus="yes">
        <source>%n correction(s).</source>
        <translation>
            <numerusform>%n исправление.</numerusform>
            <numerusform>%n исправления.</numerusform>
            <numerusform>%n исправлений.</numerusform>
        </translation>
    </message>
    <message>
        <source>A password was copied: it is neither shown nor sent.</source>
        <translation>Скопирован пароль: он не показан и никуда не отправлен.</translation>
    </message>
    <message>
        <source>What the clipboard held was too large to keep whole, or changed meanwhile.</source>
        <translation>Содержимое буфера обмена было слишком велико, чтобы вернуть его целиком, или успело измениться.</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Остановлено.</translation>
    </message>
    <message>
        <source>No mistakes were found.</source>
        <translation>Ошибок не найдено.</translation>
    </message>
    <message>
        <source>Replaced. Ctrl+Z in that program brings your text back.</source>
        <translation>Заменено. Ctrl+Z в той программе вернёт ваш текст.</translation>
    </message>
    <message>
        <source>The result is copied: press Ctrl+V where you need it.</source>
        <translation>Результат скопирован: нажмите Ctrl+V там, где он нужен.</translation>
    </message>
</context>
<context>
    <name>QuickWindow</name>
    <message>
        <source>The model is working…</source>
        <translation>Модель работает…</translation>
    </message>
    <message>
        <source>Quick window</source>
        <translation>Быстрое окно</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Текст</translation>
    </message>
    <message>
        <source>Nothing is selected. Type or paste a text here.</source>
        <translation>Ничего не выделено. Напишите или вставьте текст сюда.</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Результат</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>Исправить</translation>
    </message>
    <message>
        <source>Translate</source>
        <translation>Перевести</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Действия</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Остановить</translation>
    </message>
    <message>
        <source>Open in the program</source>
        <translation>Открыть в программе</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Копировать</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Заменить</translation>
    </message>
    <message>
        <source>Ctrl+1</source>
        <translation>Ctrl+1</translation>
    </message>
    <message>
        <source>Ctrl+2</source>
        <translation>Ctrl+2</translation>
    </message>
    <message>
        <source>Ctrl+O</source>
        <translation>Ctrl+O</translation>
    </message>
    <message>
        <source>Ctrl+C</source>
        <translation>Ctrl+C</translation>
    </message>
    <message>
        <source>Enter: put the result where the text was selected</source>
        <translation>Enter: поставить результат на место выделенного текста</translation>
    </message>
</context>
<context>
    <name>Reading</name>
    <message>
        <source>This looks like an API key.</source>
        <translation>Похоже на API-ключ.</translation>
    </message>
    <message>
        <source>This is an IAM token; it works for 12 hours at most.</source>
        <translation>Это IAM-токен, он действует до 12 часов.</translation>
    </message>
    <message>
        <source>This is an OAuth token. Yandex ends this way at the end of 2026.</source>
        <translation>Это OAuth-токен. Яндекс прекращает этот способ в конце 2026 года.</translation>
    </message>
    <message>
        <source>This is a service account&apos;s key.</source>
        <translation>Это ключ сервисного аккаунта.</translation>
    </message>
    <message>
        <source>A part of the key is hidden by asterisks or dots. Copy the whole key.</source>
        <translation>Часть ключа скрыта звёздочками или точками. Скопируйте ключ целиком.</translation>
    </message>
    <message>
        <source>This is the key file of another company&apos;s cloud.</source>
        <translation>Это файл ключа другого облака.</translation>
    </message>
    <message>
        <source>This is only a part of the key file. Paste the whole file.</source>
        <translation>Это только часть файла ключа. Вставьте файл целиком.</translation>
    </message>
    <message>
        <source>This is the public half of a key, which opens nothing. The secret one is needed.</source>
        <translation>Это открытая половина ключа, она ничего не открывает. Нужна секретная.</translation>
    </message>
    <message>
        <source>This is a key for file storage. Create an API key instead.</source>
        <translation>Это ключ от хранилища файлов. Создайте API-ключ.</translation>
    </message>
    <message>
        <source>This is an example from a manual. Put your own key in its place.</source>
        <translation>Это пример из инструкции. Поставьте на его место свой ключ.</translation>
    </message>
    <message>
        <source>This is an e-mail address; a key is needed here.</source>
        <translation>Это адрес почты, а здесь нужен ключ.</translation>
    </message>
    <message>
        <source>This is the key&apos;s number, not the key. The key itself is shown once, when it is created.</source>
        <translation>Это номер ключа, а не сам ключ. Сам ключ показывают один раз, при создании.</translation>
    </message>
    <message>
        <source>This is the number of a cloud. Open a folder in it and copy that page&apos;s address.</source>
        <translation>Это номер облака. Откройте в нём каталог и скопируйте адрес его страницы.</translation>
    </message>
    <message>
        <source>This is the number of an organization; a folder&apos;s number is needed.</source>
        <translation>Это номер организации, а нужен номер каталога.</translation>
    </message>
    <message>
        <source>This is too long for a key.</source>
        <translation>Для ключа это слишком длинно.</translation>
    </message>
    <message>
        <source>A folder&apos;s number has 20 characters, and this has {count}.</source>
        <translation>В номере каталога 20 знаков, а здесь {count}.</translation>
    </message>
    <message>
        <source>It is shorter than usual: see that it is copied whole.</source>
        <translation>Он короче обычного: проверьте, что скопирован целиком.</translation>
    </message>
    <message>
        <source>There are several keys here; the handiest one is taken.</source>
        <translation>Здесь несколько ключей; взят самый удобный.</translation>
    </message>
    <message>
        <source>This is the key of the service account {id}.</source>
        <translation>Это ключ сервисного аккаунта {id}.</translation>
    </message>
    <message>
        <source>The number {id} is filled in as the folder; see that it is not the cloud&apos;s.</source>
        <translation>Номер {id} подставлен как каталог; проверьте, что это не номер облака.</translation>
    </message>
    <message>
        <source>This is a folder&apos;s address: the folder {id} is filled in.</source>
        <translation>Это адрес каталога: каталог {id} подставлен.</translation>
    </message>
    <message>
        <source>The folder {id} is filled in.</source>
        <translation>Каталог {id} подставлен.</translation>
    </message>
</context>
<context>
    <name>ReasonWords</name>
    <message>
        <source>a comma is missing</source>
        <translation>не хватает запятой</translation>
    </message>
    <message>
        <source>no comma needed</source>
        <translation>запятая не нужна</translation>
    </message>
    <message>
        <source>a full stop at the end</source>
        <translation>точка в конце</translation>
    </message>
    <message>
        <source>a dash is missing</source>
        <translation>не хватает тире</translation>
    </message>
    <message>
        <source>no dash needed</source>
        <translation>тире не нужно</translation>
    </message>
    <message>
        <source>a sign is missing</source>
        <translation>не хватает знака</translation>
    </message>
    <message>
        <source>a needless sign</source>
        <translation>лишний знак</translation>
    </message>
    <message>
        <source>another sign belongs here</source>
        <translation>здесь нужен другой знак</translation>
    </message>
    <message>
        <source>a capital letter</source>
        <translation>нужна прописная буква</translation>
    </message>
    <message>
        <source>a small letter</source>
        <translation>нужна строчная буква</translation>
    </message>
    <message>
        <source>“ё” instead of “е”, or back</source>
        <translation>«ё» вместо «е» или наоборот</translation>
    </message>
    <message>
        <source>a space is missing</source>
        <translation>не хватает пробела</translation>
    </message>
    <message>
        <source>a needless space</source>
        <translation>лишний пробел</translation>
    </message>
    <message>
        <source>a hard space</source>
        <translation>неразрывный пробел</translation>
    </message>
    <message>
        <source>a dash instead of a hyphen</source>
        <translation>тире вместо дефиса</translation>
    </message>
    <message>
        <source>quotation marks of the language</source>
        <translation>кавычки, принятые в языке</translation>
    </message>
    <message>
        <source>the typographic sign</source>
        <translation>типографский знак</translation>
    </message>
    <message>
        <source>a line break</source>
        <translation>перенос строки</translation>
    </message>
    <message>
        <source>written as one word</source>
        <translation>пишется слитно</translation>
    </message>
    <message>
        <source>written apart</source>
        <translation>пишется раздельно</translation>
    </message>
    <message>
        <source>written with a hyphen</source>
        <translation>пишется через дефис</translation>
    </message>
    <message>
        <source>written without a hyphen</source>
        <translation>пишется без дефиса</translation>
    </message>
    <message>
        <source>the particles “не” and “ни”</source>
        <translation>частицы «не» и «ни»</translation>
    </message>
    <message>
        <source>“-тся” and “-ться”</source>
        <translation>«-тся» и «-ться»</translation>
    </message>
    <message>
        <source>the soft sign</source>
        <translation>мягкий знак</translation>
    </message>
    <message>
        <source>an unstressed vowel</source>
        <translation>безударная гласная</translation>
    </message>
    <message>
        <source>a consonant that is heard otherwise</source>
        <translation>согласная, которая слышится иначе</translation>
    </message>
    <message>
        <source>the vowel after a sibilant</source>
        <translation>гласная после шипящей</translation>
    </message>
    <message>
        <source>a doubled letter</source>
        <translation>удвоенная буква</translation>
    </message>
    <message>
        <source>letters in the wrong order</source>
        <translation>буквы переставлены</translation>
    </message>
    <message>
        <source>a letter is missing</source>
        <translation>пропущена буква</translation>
    </message>
    <message>
        <source>a needless letter</source>
        <translation>лишняя буква</translation>
    </message>
    <message>
        <source>a wrong letter</source>
        <translation>не та буква</translation>
    </message>
    <message>
        <source>a letter of another alphabet</source>
        <translation>буква другого алфавита</translation>
    </message>
    <message>
        <source>another keyboard layout was on</source>
        <translation>другая раскладка клавиатуры</translation>
    </message>
    <message>
        <source>the form of the word</source>
        <translation>форма слова</translation>
    </message>
    <message>
        <source>a slip of the finger</source>
        <translation>опечатка</translation>
    </message>
    <message>
        <source>a word is missing</source>
        <translation>пропущено слово</translation>
    </message>
    <message>
        <source>a needless word</source>
        <translation>лишнее слово</translation>
    </message>
    <message>
        <source>a word twice</source>
        <translation>слово повторено</translation>
    </message>
    <message>
        <source>another word fits better</source>
        <translation>здесь лучше другое слово</translation>
    </message>
    <message>
        <source>changed by you</source>
        <translation>изменено вами</translation>
    </message>
</context>
<context>
    <name>Removal</name>
    <message numerus="yes">
        <source>%n message(s) deleted</source>
        <translation>
            <numerusform>Удалено %n сообщение</numerusform>
            <numerusform>Удалено %n сообщения</numerusform>
            <numerusform>Удалено %n сообщений</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Вернуть</translation>
    </message>
</context>
<context>
    <name>RequestPreview</name>
    <message>
        <source>What will be sent</source>
        <translation>Что будет отправлено</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
</context>
<context>
    <name>RequestWords</name>
    <message>
        <source>Role</source>
        <translation>Роль</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Вы</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Модель</translation>
    </message>
    <message numerus="yes">
        <source>%n token(s)</source>
        <translation>
            <numerusform>%n токен</numerusform>
            <numerusform>%n токена</numerusform>
            <numerusform>%n токенов</numerusform>
        </translation>
    </message>
    <message>
        <source>{size} of {limit}</source>
        <translation>{size} из {limit}</translation>
    </message>
    <message numerus="yes">
        <source>the first %n message(s) in short</source>
        <translation>
            <numerusform>начало в пересказе: %n сообщение</numerusform>
            <numerusform>первые %n сообщения — в пересказе</numerusform>
            <numerusform>первые %n сообщений — в пересказе</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>without the first %n message(s)</source>
        <translation>
            <numerusform>без первого %n сообщения</numerusform>
            <numerusform>без первых %n сообщений</numerusform>
            <numerusform>без первых %n сообщений</numerusform>
        </translation>
    </message>
    <message>
        <source>temperature {value}</source>
        <translation>температура {value}</translation>
    </message>
    <message>
        <source>answer up to {count} tokens</source>
        <translation>ответ до {count} токенов</translation>
    </message>
</context>
<context>
    <name>ResultDialog</name>
    <message>
        <source>Stop</source>
        <translation>Остановить</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Спросить ещё раз</translation>
    </message>
    <message>
        <source>Go on in a chat</source>
        <translation>Продолжить в чате</translation>
    </message>
    <message>
        <source>Replace the text</source>
        <translation>Заменить текст</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Копировать</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Replace the selected part</source>
        <translation>Заменить выделенное</translation>
    </message>
</context>
<context>
    <name>RoleEditor</name>
    <message>
        <source>A role of your own</source>
        <translation>Своя роль</translation>
    </message>
    <message numerus="yes">
        <source>%n token(s)</source>
        <translation>
            <numerusform>%n токен</numerusform>
            <numerusform>%n токена</numerusform>
            <numerusform>%n токенов</numerusform>
        </translation>
    </message>
    <message>
        <source>Role (system prompt)</source>
        <translation>Роль (системный промпт)</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Роль</translation>
    </message>
    <message>
        <source>Delete this role</source>
        <translation>Удалить эту роль</translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation>Системный промпт</translation>
    </message>
    <message>
        <source>What the model should be and do: “Correct the mistakes.”</source>
        <translation>Кем быть модели и что делать, например: «Исправь ошибки в тексте.»</translation>
    </message>
    <message>
        <source>Role of the folder “{name}”</source>
        <translation>Роль папки «{name}»</translation>
    </message>
    <message>
        <source>Save as a role…</source>
        <translation>Сохранить как роль…</translation>
    </message>
    <message>
        <source>Library…</source>
        <translation>Библиотека…</translation>
    </message>
    <message>
        <source>Library of roles and actions</source>
        <translation>Библиотека ролей и действий</translation>
    </message>
    <message>
        <source>Name of the role</source>
        <translation>Название роли</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Сохранить</translation>
    </message>
    <message>
        <source>Save the role</source>
        <translation>Сохранить роль</translation>
    </message>
</context>
<context>
    <name>RoleWords</name>
    <message>
        <source>Without a role</source>
        <translation>Без роли</translation>
    </message>
    <message>
        <source>Translator</source>
        <translation>Переводчик</translation>
    </message>
    <message>
        <source>Translate the text: into English if it is Russian, else into Russian. Keep the tone and the proper names. Answer with the translation alone.</source>
        <translation>Переведи текст: с русского — на английский, с другого языка — на русский. Сохраняй тон и имена собственные. В ответе дай только перевод.</translation>
    </message>
    <message>
        <source>Proofreader</source>
        <translation>Корректор</translation>
    </message>
    <message>
        <source>Correct the mistakes in the text. Answer with the corrected text alone.</source>
        <translation>Исправь ошибки в тексте. В ответе дай только исправленный текст.</translation>
    </message>
    <message>
        <source>Editor</source>
        <translation>Редактор</translation>
    </message>
    <message>
        <source>Make the text clear and smooth, without repetitions and officialese. Keep its meaning, its facts and its tone. Answer with the finished text alone.</source>
        <translation>Сделай текст ясным и гладким, без повторов и канцелярита. Сохрани смысл, факты и тон. В ответе дай только готовый текст.</translation>
    </message>
    <message>
        <source>Explain simply</source>
        <translation>Объяснить просто</translation>
    </message>
    <message>
        <source>Explain simply, in plain words and with examples, so that a beginner understands.</source>
        <translation>Объясни просто: понятными словами и с примерами, чтобы понял и новичок.</translation>
    </message>
</context>
<context>
    <name>RunWords</name>
    <message>
        <source>Mistakes</source>
        <translation>Ошибки</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>Стиль</translation>
    </message>
    <message>
        <source>Shorter</source>
        <translation>Короче</translation>
    </message>
    <message>
        <source>More formal</source>
        <translation>Официальнее</translation>
    </message>
    <message>
        <source>Simpler</source>
        <translation>Проще</translation>
    </message>
    <message>
        <source>not finished</source>
        <translation>не закончено</translation>
    </message>
    <message>
        <source>partly done</source>
        <translation>сделано частично</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>не удалось</translation>
    </message>
    <message>
        <source>edited by hand</source>
        <translation>есть ваши правки</translation>
    </message>
</context>
<context>
    <name>SafeStrip</name>
    <message>
        <source>The program ended unexpectedly three times in a row, so it has begun with plain settings: its usual look, no tray, no keys for other programs. Your chats and settings are as they were.</source>
        <translation>Программа три раза подряд неожиданно завершилась, поэтому сейчас она открыта с простыми настройками: обычный вид, без значка в трее и без клавиш в других программах. Чаты и настройки на месте.</translation>
    </message>
    <message>
        <source>Normal mode</source>
        <translation>Обычный режим</translation>
    </message>
</context>
<context>
    <name>SearchBar</name>
    <message>
        <source>Search filters: on</source>
        <translation>Фильтры поиска: включены</translation>
    </message>
    <message>
        <source>Search filters</source>
        <translation>Фильтры поиска</translation>
    </message>
    <message>
        <source>Search chats</source>
        <translation>Поиск в чатах</translation>
    </message>
    <message>
        <source>Search chats…</source>
        <translation>Найти в чатах…</translation>
    </message>
</context>
<context>
    <name>SearchFilters</name>
    <message>
        <source>any time</source>
        <translation>за всё время</translation>
    </message>
    <message>
        <source>in the last week</source>
        <translation>за неделю</translation>
    </message>
    <message>
        <source>in the last month</source>
        <translation>за месяц</translation>
    </message>
    <message>
        <source>in the last year</source>
        <translation>за год</translation>
    </message>
    <message>
        <source>mine</source>
        <translation>мои</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>ответы</translation>
    </message>
    <message>
        <source>all</source>
        <translation>все</translation>
    </message>
    <message>
        <source>any</source>
        <translation>любая</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Когда</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Сообщения</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Модель</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Папка</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Метка</translation>
    </message>
    <message>
        <source>Clear the filters</source>
        <translation>Сбросить фильтры</translation>
    </message>
    <message>
        <source>Search filters</source>
        <translation>Фильтры поиска</translation>
    </message>
</context>
<context>
    <name>SearchPanel</name>
    <message>
        <source>Search results</source>
        <translation>Результаты поиска</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Ищем…</translation>
    </message>
    <message>
        <source>Nothing was found. Filters are on; without them there may be more.</source>
        <translation>Ничего не нашлось. Включены фильтры: без них может найтись больше.</translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation>Ничего не нашлось.</translation>
    </message>
    <message numerus="yes">
        <source>The first %n places</source>
        <translation>
            <numerusform>Первое %n совпадение</numerusform>
            <numerusform>Первые %n совпадения</numerusform>
            <numerusform>Первые %n совпадений</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) found</source>
        <translation>
            <numerusform>Найдено %n совпадение</numerusform>
            <numerusform>Найдено %n совпадения</numerusform>
            <numerusform>Найдено %n совпадений</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SearchResults</name>
    <message>
        <source>archive · {day}</source>
        <translation>архив · {day}</translation>
    </message>
</context>
<context>
    <name>SecretGuard</name>
    <message>
        <source>A secret key?</source>
        <translation>Секретный ключ?</translation>
    </message>
    <message>
        <source>This looks like a secret key. Send it?</source>
        <translation>Похоже на секретный ключ. Отправить?</translation>
    </message>
    <message>
        <source>Whoever reads the conversation could use the key. It is never needed in a message.</source>
        <translation>Ключом сможет воспользоваться любой, кто прочтёт переписку. В сообщении он никогда не нужен.</translation>
    </message>
    <message>
        <source>Do not send</source>
        <translation>Не отправлять</translation>
    </message>
    <message>
        <source>Send it all the same</source>
        <translation>Всё равно отправить</translation>
    </message>
</context>
<context>
    <name>Selection</name>
    <message numerus="yes">
        <source>Selected: %n character(s)</source>
        <translation>
            <numerusform>Выделено: %n знак</numerusform>
            <numerusform>Выделено: %n знака</numerusform>
            <numerusform>Выделено: %n знаков</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Selected: %n character(s) of {count}</source>
        <translation>
            <numerusform>Выделено: %n знак из {count}</numerusform>
            <numerusform>Выделено: %n знака из {count}</numerusform>
            <numerusform>Выделено: %n знаков из {count}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SelectionBar</name>
    <message numerus="yes">
        <source>%n chosen</source>
        <translation>
            <numerusform>Выбран %n</numerusform>
            <numerusform>Выбрано %n</numerusform>
            <numerusform>Выбрано %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Move to a folder</source>
        <translation>Переместить в папку</translation>
    </message>
    <message>
        <source>Tags…</source>
        <translation>Метки…</translation>
    </message>
    <message>
        <source>Choose none</source>
        <translation>Снять выбор</translation>
    </message>
    <message>
        <source>Chosen chats</source>
        <translation>Выбранные чаты</translation>
    </message>
</context>
<context>
    <name>SentenceDesk</name>
    <message>
        <source>Put the caret into a sentence first</source>
        <translation>Сначала поставьте курсор в предложение</translation>
    </message>
    <message>
        <source>Looking for other variants…</source>
        <translation>Подбираем другие варианты…</translation>
    </message>
    <message>
        <source>Translating the sentence…</source>
        <translation>Переводим предложение…</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Остановлено</translation>
    </message>
    <message>
        <source>The model has no other translation of this sentence.</source>
        <translation>Других вариантов этого предложения у модели нет.</translation>
    </message>
    <message>
        <source>The text has changed meanwhile; the sentence stays as it was.</source>
        <translation>Текст за это время изменился, поэтому предложение осталось как было.</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Настройки</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Тема</translation>
    </message>
    <message>
        <source>Size of text and controls</source>
        <translation>Размер текста и кнопок</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Язык</translation>
    </message>
    <message>
        <source>Key and folder of Yandex Cloud</source>
        <translation>Ключ и каталог Yandex Cloud</translation>
    </message>
    <message>
        <source>See what works and what does not, and why</source>
        <translation>Узнать, что работает, что нет и почему</translation>
    </message>
    <message>
        <source>Settings, chats and their copies lie in one folder.</source>
        <translation>Настройки, чаты и их резервные копии лежат в одной папке.</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Как в системе</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Светлая</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Тёмная</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Изменить…</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Диагностика</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Открыть папку</translation>
    </message>
    <message>
        <source>Change the account</source>
        <translation>Изменить аккаунт</translation>
    </message>
    <message>
        <source>Roles of chats and actions on texts, with their versions</source>
        <translation>Роли чатов и действия с текстом</translation>
    </message>
    <message>
        <source>Library of prompts…</source>
        <translation>Библиотека промптов…</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Вид</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Аккаунт</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Сеть</translation>
    </message>
    <message>
        <source>Chats</source>
        <translation>Чаты</translation>
    </message>
    <message>
        <source>At hand in every program</source>
        <translation>Под рукой в любой программе</translation>
    </message>
    <message>
        <source>Spending</source>
        <translation>Расходы</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Приватность</translation>
    </message>
    <message>
        <source>History</source>
        <translation>История</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Данные</translation>
    </message>
    <message>
        <source>Newer versions</source>
        <translation>Новые версии</translation>
    </message>
    <message>
        <source>About</source>
        <translation>О программе</translation>
    </message>
    <message>
        <source>Yandex Cloud may keep your requests: config.toml allows it.</source>
        <translation>Yandex Cloud может сохранять ваши запросы: это разрешено в config.toml.</translation>
    </message>
    <message>
        <source>Yandex Cloud is asked with every request not to keep it.</source>
        <translation>С каждым запросом программа просит Yandex Cloud не сохранять его.</translation>
    </message>
    <message>
        <source>Keys are in the system keyring only, never in a file of the program.</source>
        <translation>Ключи хранятся только в системном хранилище паролей, в файлах программы их нет.</translation>
    </message>
    <message>
        <source>Folder: {path}</source>
        <translation>Папка: {path}</translation>
    </message>
</context>
<context>
    <name>ShelfFoot</name>
    <message>
        <source>Archive</source>
        <translation>Архив</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>Корзина</translation>
    </message>
</context>
<context>
    <name>ShelfHead</name>
    <message>
        <source>Trash</source>
        <translation>Корзина</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Архив</translation>
    </message>
    <message>
        <source>Chats stay here for 30 days.</source>
        <translation>Чаты хранятся здесь 30 дней.</translation>
    </message>
    <message>
        <source>These chats are not in the list, but search finds them.</source>
        <translation>Этих чатов нет в общем списке, но поиск их находит.</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>Очистить</translation>
    </message>
    <message>
        <source>Empty the trash</source>
        <translation>Очистить корзину</translation>
    </message>
    <message>
        <source>Back to the chats</source>
        <translation>Назад к чатам</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Your chats will appear here.</source>
        <translation>Здесь появятся ваши чаты.</translation>
    </message>
    <message>
        <source>The archive is empty.</source>
        <translation>В архиве пусто.</translation>
    </message>
    <message>
        <source>The trash is empty.</source>
        <translation>В корзине пусто.</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>Новый чат</translation>
    </message>
    <message>
        <source>New chat (Ctrl+N)</source>
        <translation>Новый чат (Ctrl+N)</translation>
    </message>
    <message>
        <source>Show the sidebar</source>
        <translation>Развернуть боковую панель</translation>
    </message>
    <message>
        <source>Hide the sidebar</source>
        <translation>Свернуть боковую панель</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Настройки</translation>
    </message>
    <message>
        <source>Chats</source>
        <translation>Чаты</translation>
    </message>
</context>
<context>
    <name>SpendingSection</name>
    <message>
        <source>Your prices are in force.</source>
        <translation>Действуют ваши цены.</translation>
    </message>
    <message>
        <source>There is no file of your own; the program&apos;s prices are in force.</source>
        <translation>Своего файла с ценами у вас нет: действуют цены программы.</translation>
    </message>
    <message>
        <source>Spent in this month: {sum}. Counted by the prices of {date}; the bill is Yandex&apos;s.</source>
        <translation>Потрачено в этом месяце: {sum}. Посчитано по ценам на {date}; счёт выставляет Яндекс.</translation>
    </message>
    <message>
        <source>Ask before a month costs more than</source>
        <translation>Спросить, прежде чем месяц обойдётся дороже</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>без предела</translation>
    </message>
    <message>
        <source>Your own prices of {date}</source>
        <translation>Ваши цены от {date}</translation>
    </message>
    <message>
        <source>Prices of {date}</source>
        <translation>Цены от {date}</translation>
    </message>
    <message>
        <source>Change the prices…</source>
        <translation>Изменить цены…</translation>
    </message>
    <message>
        <source>Read the prices again</source>
        <translation>Перечитать цены</translation>
    </message>
    <message>
        <source>They are in the file models.json, to be edited as text. What you have changed there is in force when you come back to this window.</source>
        <translation>Они лежат в файле models.json, его можно править как текст. Изменения подействуют, когда вы вернётесь в это окно.</translation>
    </message>
</context>
<context>
    <name>SpendingWatch</name>
    <message>
        <source>Spending</source>
        <translation>Расходы</translation>
    </message>
    <message>
        <source>This question would pass your limit of {limit} for the month.</source>
        <translation>С этим вопросом расходы превысят ваш предел на месяц: {limit}.</translation>
    </message>
    <message>
        <source>Spent so far: {sum}, by the program&apos;s own price table.</source>
        <translation>Потрачено: {sum} по таблице цен в программе.</translation>
    </message>
    <message>
        <source>Do not send</source>
        <translation>Не отправлять</translation>
    </message>
    <message>
        <source>Send it all the same</source>
        <translation>Всё равно отправить</translation>
    </message>
</context>
<context>
    <name>StatusWords</name>
    <message>
        <source>stopped</source>
        <translation>остановлено</translation>
    </message>
    <message>
        <source>broke off</source>
        <translation>ответ оборвался</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>ответа нет</translation>
    </message>
    <message>
        <source>stopped before the answer</source>
        <translation>остановлено до ответа</translation>
    </message>
    <message>
        <source>the answer is empty</source>
        <translation>ответ пустой</translation>
    </message>
    <message>
        <source>cut short by the limit of tokens</source>
        <translation>обрезано: достигнут предел токенов</translation>
    </message>
    <message>
        <source>ended for an unknown reason</source>
        <translation>завершено по неизвестной причине</translation>
    </message>
    <message>
        <source>the model asks for a tool</source>
        <translation>модель просит вызвать инструмент</translation>
    </message>
    <message>
        <source>the service refused this topic</source>
        <translation>сервис отказался обсуждать эту тему</translation>
    </message>
    <message>
        <source>thinks…</source>
        <translation>думает…</translation>
    </message>
    <message>
        <source>writes…</source>
        <translation>печатает…</translation>
    </message>
    <message>
        <source>Trying again… {attempt} of {attempts}</source>
        <translation>Повторяю… {attempt} из {attempts}</translation>
    </message>
    <message>
        <source>This network blocks the usual way to the service. Until the program is closed, another is used.</source>
        <translation>Эта сеть не пропускает обычное соединение с сервисом. До закрытия программы ответы пойдут запасным путём.</translation>
    </message>
    <message>
        <source>The beginning of the chat is summed up first, so that the model knows it.</source>
        <translation>Сначала модель кратко пересказывает начало чата, чтобы помнить о нём.</translation>
    </message>
    <message>
        <source>The service has taken the request. The answer comes later: in minutes, or in hours.</source>
        <translation>Запрос принят. Ответ придёт позже: через несколько минут или часов.</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} с</translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation>{minutes} мин {seconds} с</translation>
    </message>
    <message>
        <source>model version {version}</source>
        <translation>версия модели {version}</translation>
    </message>
    <message numerus="yes">
        <source>%n token(s)</source>
        <translation>
            <numerusform>%n токен</numerusform>
            <numerusform>%n токена</numerusform>
            <numerusform>%n токенов</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TagDialog</name>
    <message>
        <source>Tags</source>
        <translation>Метки</translation>
    </message>
    <message numerus="yes">
        <source>Tags of %n chat(s)</source>
        <translation>
            <numerusform>Метки %n чата</numerusform>
            <numerusform>Метки %n чатов</numerusform>
            <numerusform>Метки %n чатов</numerusform>
        </translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Добавить</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Сохранить</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Add the tag</source>
        <translation>Добавить метку</translation>
    </message>
    <message>
        <source>New tag</source>
        <translation>Новая метка</translation>
    </message>
</context>
<context>
    <name>TemperatureField</name>
    <message>
        <source>by default</source>
        <translation>по умолчанию</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Температура</translation>
    </message>
    <message>
        <source>more exact</source>
        <translation>точнее</translation>
    </message>
    <message>
        <source>bolder</source>
        <translation>смелее</translation>
    </message>
    <message>
        <source>Temperature by default</source>
        <translation>Температура по умолчанию</translation>
    </message>
</context>
<context>
    <name>TerminalWords</name>
    <message>
        <source>Put a key into the variable YC_API_KEY or YC_IAM_TOKEN, or save it in the program&apos;s window.</source>
        <translation>Задайте ключ в переменной YC_API_KEY или YC_IAM_TOKEN либо сохраните его в окне программы.</translation>
    </message>
    <message>
        <source>Correct it and run the command again.</source>
        <translation>Исправьте и повторите команду.</translation>
    </message>
    <message>
        <source>Run the command again a little later.</source>
        <translation>Повторите команду чуть позже.</translation>
    </message>
    <message>
        <source>Ask again.</source>
        <translation>Спросите ещё раз.</translation>
    </message>
    <message>
        <source>What arrived is printed; run the command again for a whole answer.</source>
        <translation>Полученная часть напечатана; чтобы получить ответ целиком, повторите команду.</translation>
    </message>
    <message>
        <source>Make room on the disk and run it again.</source>
        <translation>Освободите место на диске и повторите.</translation>
    </message>
    <message>
        <source>Shorten the text, split it, or begin a new conversation.</source>
        <translation>Сократите текст, разделите его или начните новый разговор.</translation>
    </message>
    <message>
        <source>Name another model with --model, for example yandexgpt-5.1.</source>
        <translation>Укажите другую модель в --model, например yandexgpt-5.1.</translation>
    </message>
    <message>
        <source>Look at the options of the command; --help lists them.</source>
        <translation>Проверьте параметры команды; их список покажет --help.</translation>
    </message>
    <message>
        <source>Name the folder with --folder-id or in the variable YC_FOLDER_ID.</source>
        <translation>Укажите каталог в --folder-id или в переменной YC_FOLDER_ID.</translation>
    </message>
    <message>
        <source>Look at the account on https://console.yandex.cloud/billing.</source>
        <translation>Проверьте счёт на https://console.yandex.cloud/billing.</translation>
    </message>
    <message>
        <source>Look at the section [network] of the configuration; “yagpt-desktop diagnose” tells more.</source>
        <translation>Проверьте раздел [network] файла настроек; подробности покажет «yagpt-desktop diagnose».</translation>
    </message>
    <message>
        <source>Open any page in a browser and sign in to the network.</source>
        <translation>Откройте любую страницу в браузере и войдите в сеть.</translation>
    </message>
    <message>
        <source>Check the file&apos;s path and what it holds.</source>
        <translation>Проверьте путь к файлу и его содержимое.</translation>
    </message>
    <message>
        <source>“yagpt-desktop diagnose” tells more.</source>
        <translation>Причину подскажет «yagpt-desktop diagnose».</translation>
    </message>
    <message>
        <source>Make room on the disk, or choose another folder with --profile.</source>
        <translation>Освободите место на диске или выберите другую папку: --profile.</translation>
    </message>
    <message>
        <source>Set the computer&apos;s clock right and run the command again.</source>
        <translation>Поправьте часы компьютера и повторите команду.</translation>
    </message>
    <message>
        <source>The service refused to speak about this. Put the question in other words.</source>
        <translation>Сервис отказался обсуждать эту тему. Задайте вопрос иначе.</translation>
    </message>
    <message>
        <source>The result cannot be written: there is no room, or writing there is forbidden. Choose another place.</source>
        <translation>Результат не записать: там нет места, или писать туда нельзя. Выберите другое место.</translation>
    </message>
    <message>
        <source>The model answered nothing. Ask again, or put the question in other words.</source>
        <translation>Модель ничего не ответила. Повторите вопрос или задайте его иначе.</translation>
    </message>
    <message>
        <source>The answer is cut short: it reached the limit of tokens; --max-tokens sets it.</source>
        <translation>Ответ обрезан: достигнут предел токенов, его задаёт --max-tokens.</translation>
    </message>
    <message>
        <source>Warning: other programs and the shell&apos;s history see a key on the command line; the variables YC_IAM_TOKEN and YC_API_KEY are safer.</source>
        <translation>Внимание: ключ в командной строке видят другие программы, и он остаётся в истории; надёжнее переменные YC_IAM_TOKEN и YC_API_KEY.</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Остановлено.</translation>
    </message>
    <message>
        <source>There is no question: write it after “ask”, or pass it to standard input.</source>
        <translation>Вопроса нет: напишите его после «ask» или передайте на стандартный ввод.</translation>
    </message>
    <message>
        <source>The question is given twice; leave one of the two.</source>
        <translation>Вопрос задан дважды; оставьте один.</translation>
    </message>
    <message>
        <source>The folder is not named: use --folder-id or the variable YC_FOLDER_ID.</source>
        <translation>Каталог не указан: задайте --folder-id или переменную YC_FOLDER_ID.</translation>
    </message>
    <message>
        <source>Give either --iam-token or --api-key, not both.</source>
        <translation>Укажите либо --iam-token, либо --api-key.</translation>
    </message>
    <message>
        <source>A deferred answer comes as a whole: leave --stream or --async out.</source>
        <translation>Отложенный ответ приходит целиком: уберите --stream или --async.</translation>
    </message>
    <message>
        <source>“{path}” is not a request body ({why}).</source>
        <translation>«{path}» не похож на тело запроса ({why}).</translation>
    </message>
    <message>
        <source>The local service does not start: {why}.</source>
        <translation>Местная служба не запускается: {why}.</translation>
    </message>
    <message>
        <source>There is no screen for a window here.</source>
        <translation>Здесь нет экрана, чтобы открыть окно.</translation>
    </message>
    <message>
        <source>In a terminal: yagpt-desktop chat, or yagpt-desktop ask TEXT (with --demo no account is needed). For the window, log in to a desktop or set DISPLAY.</source>
        <translation>В терминале: yagpt-desktop chat или yagpt-desktop ask ТЕКСТ (с --demo аккаунт не нужен). Для окна войдите в графический сеанс или задайте DISPLAY.</translation>
    </message>
    <message>
        <source>The window cannot open: {name}. Install Qt&apos;s system libraries; packaging/dev.py names them.</source>
        <translation>Окно не открывается: {name}. Установите системные библиотеки Qt; их назовёт packaging/dev.py.</translation>
    </message>
    <message>
        <source>The window cannot open: {name}. The system lacks a library; on Debian, Ubuntu and Astra Linux this brings it: sudo apt install {package}</source>
        <translation>Окно не открывается: {name}. В системе не хватает библиотеки. В Debian, Ubuntu и Astra Linux её ставит команда: sudo apt install {package}</translation>
    </message>
    <message>
        <source>The window cannot open: {name}. A library is missing; install the program&apos;s package again, it brings whatever the program needs.</source>
        <translation>Окно не открывается: {name}. Не хватает библиотеки. Установите пакет программы ещё раз: с ним придёт всё, что ей нужно.</translation>
    </message>
</context>
<context>
    <name>TextCommandWords</name>
    <message>
        <source>There is no text: name a file after the command, or pass the text to standard input.</source>
        <translation>Текста нет: назовите файл после команды или подайте текст на стандартный ввод.</translation>
    </message>
    <message>
        <source>“{path}” is the source itself: the result goes into another file.</source>
        <translation>«{path}» — это сам исходный текст: результат записывается в другой файл.</translation>
    </message>
    <message>
        <source>“{path}” is there already; --force replaces it.</source>
        <translation>«{path}» уже есть; заменить его можно с --force.</translation>
    </message>
    <message>
        <source>“{path}” is a folder; name a file in it.</source>
        <translation>«{path}» — это папка; назовите файл в ней.</translation>
    </message>
    <message>
        <source>There is no folder for “{path}”.</source>
        <translation>Нет папки для «{path}».</translation>
    </message>
    <message>
        <source>“{code}” is no language that is known; for example: {some}.</source>
        <translation>Язык «{code}» неизвестен; вот, например, известные: {some}.</translation>
    </message>
    <message>
        <source>“{name}” is no rule of typography; there are: {rules}.</source>
        <translation>Правила типографики «{name}» нет; есть такие: {rules}.</translation>
    </message>
    <message>
        <source>There are no terms in “{path}”: a table with the columns source and target is needed.</source>
        <translation>В «{path}» нет терминов: нужна таблица со столбцами «термин» и «перевод».</translation>
    </message>
    <message>
        <source>Some rows of “{path}” cannot be used, in lines: {lines}.</source>
        <translation>Некоторые записи «{path}» не подходят, строки: {lines}.</translation>
    </message>
    <message>
        <source>Your own glossary and kept words are left out. {why}</source>
        <translation>Ваш глоссарий и слова, которые не исправляются, не учтены. {why}</translation>
    </message>
    <message>
        <source>{done} of {count} parts…</source>
        <translation>Готово частей: {done} из {count}…</translation>
    </message>
    <message>
        <source>Nothing was written: {done} of {count} parts came; --json gives them.</source>
        <translation>Ничего не записано: получено частей {done} из {count}; их выводит --json.</translation>
    </message>
    <message numerus="yes">
        <source>Going on in %n second(s).</source>
        <translation>
            <numerusform>Продолжение через %n секунду.</numerusform>
            <numerusform>Продолжение через %n секунды.</numerusform>
            <numerusform>Продолжение через %n секунд.</numerusform>
        </translation>
    </message>
    <message>
        <source>The answer was cut off, so there is no result. Divide the text, or name another model.</source>
        <translation>Ответ оборвался, поэтому результата нет. Разделите текст или назовите другую модель.</translation>
    </message>
    <message>
        <source>The model gave the text back untranslated, so there is no result.</source>
        <translation>Модель вернула текст без перевода, поэтому результата нет.</translation>
    </message>
    <message>
        <source>Stopped; nothing was written.</source>
        <translation>Остановлено; ничего не записано.</translation>
    </message>
    <message>
        <source>Nothing to correct was found.</source>
        <translation>Исправлять нечего.</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n исправление</numerusform>
            <numerusform>%n исправления</numerusform>
            <numerusform>%n исправлений</numerusform>
        </translation>
    </message>
    <message>
        <source>Written to “{path}”.</source>
        <translation>Записано в «{path}».</translation>
    </message>
</context>
<context>
    <name>TextPage</name>
    <message>
        <source>Paste</source>
        <translation>Вставить</translation>
    </message>
    <message>
        <source>Paste a text from the clipboard</source>
        <translation>Вставить текст из буфера обмена</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Остановить</translation>
    </message>
    <message numerus="yes">
        <source>%n character(s)</source>
        <translation>
            <numerusform>%n знак</numerusform>
            <numerusform>%n знака</numerusform>
            <numerusform>%n знаков</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TextWords</name>
    <message numerus="yes">
        <source>%n token(s)</source>
        <translation>
            <numerusform>%n токен</numerusform>
            <numerusform>%n токена</numerusform>
            <numerusform>%n токенов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No connection, trying again in %n second(s)</source>
        <translation>
            <numerusform>Нет связи, повторим через %n секунду</numerusform>
            <numerusform>Нет связи, повторим через %n секунды</numerusform>
            <numerusform>Нет связи, повторим через %n секунд</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The service is busy, going on in %n second(s)</source>
        <translation>
            <numerusform>Сервис занят, продолжу через %n секунду</numerusform>
            <numerusform>Сервис занят, продолжу через %n секунды</numerusform>
            <numerusform>Сервис занят, продолжу через %n секунд</numerusform>
        </translation>
    </message>
    <message>
        <source>Not as in the glossary: {terms} and others.</source>
        <translation>Не по глоссарию: {terms} и другие.</translation>
    </message>
    <message>
        <source>Not as in the glossary: {terms}.</source>
        <translation>Не по глоссарию: {terms}.</translation>
    </message>
    <message>
        <source>Glossary: {term}. The translation has other words here.</source>
        <translation>Глоссарий: {term}. В переводе здесь другие слова.</translation>
    </message>
    <message>
        <source>Numbers differ: {numbers}</source>
        <translation>Не сходятся числа: {numbers}</translation>
    </message>
    <message>
        <source>A negation is lost or added</source>
        <translation>Пропало или появилось отрицание</translation>
    </message>
    <message>
        <source>Other words than in the text</source>
        <translation>Слова не те, что в тексте</translation>
    </message>
</context>
<context>
    <name>TokenNotice</name>
    <message>
        <source>Paste a new one</source>
        <translation>Вставить новый</translation>
    </message>
</context>
<context>
    <name>TranscriptMenu</name>
    <message>
        <source>Open link</source>
        <translation>Открыть ссылку</translation>
    </message>
    <message>
        <source>Copy link address</source>
        <translation>Копировать адрес ссылки</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Копировать</translation>
    </message>
    <message>
        <source>Copy code</source>
        <translation>Копировать код</translation>
    </message>
    <message>
        <source>Quote</source>
        <translation>Цитировать</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Выделить всё</translation>
    </message>
    <message>
        <source>Copy table as CSV</source>
        <translation>Копировать таблицу как CSV</translation>
    </message>
    <message>
        <source>Copy formula</source>
        <translation>Копировать формулу</translation>
    </message>
    <message>
        <source>Show the source of the formula</source>
        <translation>Показать исходный текст формулы</translation>
    </message>
    <message>
        <source>Show the formula drawn</source>
        <translation>Показать формулу</translation>
    </message>
    <message>
        <source>Copy message</source>
        <translation>Копировать сообщение</translation>
    </message>
    <message>
        <source>Copy as Markdown</source>
        <translation>Копировать с разметкой Markdown</translation>
    </message>
    <message>
        <source>Continue the answer</source>
        <translation>Продолжить ответ</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Спросить ещё раз</translation>
    </message>
    <message>
        <source>Compare with another model…</source>
        <translation>Сравнить с другой моделью…</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Изменить</translation>
    </message>
    <message>
        <source>New chat from here</source>
        <translation>Новый чат отсюда</translation>
    </message>
    <message>
        <source>Previous version</source>
        <translation>Предыдущий вариант</translation>
    </message>
    <message>
        <source>Next version</source>
        <translation>Следующий вариант</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>Другие действия</translation>
    </message>
</context>
<context>
    <name>TranscriptView</name>
    <message>
        <source>The answer begins</source>
        <translation>Ответ начинается</translation>
    </message>
    <message>
        <source>The answer is complete</source>
        <translation>Ответ готов</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Копировать</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Скопировано</translation>
    </message>
    <message>
        <source>code</source>
        <translation>код</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Продолжить</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>Повторить</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Изменить</translation>
    </message>
    <message>
        <source>The model remembers from here on</source>
        <translation>Отсюда модель помнит разговор</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Вы</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Ответ</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Роль</translation>
    </message>
    <message>
        <source>To the latest</source>
        <translation>К последнему</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Разговор</translation>
    </message>
</context>
<context>
    <name>TranslateController</name>
    <message>
        <source>Reading the text…</source>
        <translation>Читаю текст…</translation>
    </message>
    <message>
        <source>Stop what is being translated first</source>
        <translation>Сначала остановите текущий перевод</translation>
    </message>
    <message>
        <source>The translation is in the clipboard</source>
        <translation>Перевод скопирован</translation>
    </message>
    <message>
        <source>The translation waits until this is mended. What has come is kept.</source>
        <translation>Перевод ждёт, пока это не исправлено. То, что уже пришло, сохранено.</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Продолжить</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Приостановлено</translation>
    </message>
    <message>
        <source>Translating: part {number} of {count}</source>
        <translation>Перевожу: часть {number} из {count}</translation>
    </message>
    <message>
        <source>Translating…</source>
        <translation>Перевожу…</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Остановлено</translation>
    </message>
    <message>
        <source>The translation is there</source>
        <translation>Перевод готов</translation>
    </message>
    <message>
        <source>Your edits were replaced</source>
        <translation>Ваши правки заменены новым переводом</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Вернуть</translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) could not be translated and stay as they were.</source>
        <translation>
            <numerusform>%n часть не удалось перевести, она осталась как была.</numerusform>
            <numerusform>%n части не удалось перевести, они остались как были.</numerusform>
            <numerusform>%n частей не удалось перевести, они остались как были.</numerusform>
        </translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Повторить</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Готово</translation>
    </message>
</context>
<context>
    <name>TranslateMenu</name>
    <message>
        <source>More</source>
        <translation>Ещё</translation>
    </message>
    <message>
        <source>Check by translating back</source>
        <translation>Проверить обратным переводом</translation>
    </message>
    <message>
        <source>Translate the sentence anew</source>
        <translation>Перевести предложение заново</translation>
    </message>
    <message>
        <source>Do not keep texts</source>
        <translation>Не сохранять тексты</translation>
    </message>
    <message>
        <source>Open a text</source>
        <translation>Открыть текст</translation>
    </message>
    <message>
        <source>Documents (*.txt *.md *.csv *.json *.log *.docx *.xlsx *.pdf)</source>
        <translation>Документы (*.txt *.md *.csv *.json *.log *.docx *.xlsx *.pdf)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Все файлы (*)</translation>
    </message>
</context>
<context>
    <name>TranslatePage</name>
    <message>
        <source>neutral</source>
        <translation>нейтральный</translation>
    </message>
    <message>
        <source>informal (ты)</source>
        <translation>на «ты»</translation>
    </message>
    <message>
        <source>polite (вы)</source>
        <translation>на «вы»</translation>
    </message>
    <message>
        <source>formal</source>
        <translation>официальный</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>Перевод</translation>
    </message>
    <message>
        <source>Texts are not kept</source>
        <translation>Тексты не сохраняются</translation>
    </message>
    <message>
        <source>History</source>
        <translation>История</translation>
    </message>
    <message>
        <source>Earlier translations</source>
        <translation>Прежние переводы</translation>
    </message>
    <message>
        <source>Swap the languages</source>
        <translation>Поменять языки местами</translation>
    </message>
    <message>
        <source>Swap the languages ({key})</source>
        <translation>Поменять языки местами ({key})</translation>
    </message>
    <message>
        <source>Text to translate</source>
        <translation>Текст для перевода</translation>
    </message>
    <message>
        <source>Type or paste a text, or drop a file here</source>
        <translation>Введите или вставьте текст либо перетащите сюда файл</translation>
    </message>
    <message>
        <source>Translated text</source>
        <translation>Перевод</translation>
    </message>
    <message>
        <source>Open a file…</source>
        <translation>Открыть файл…</translation>
    </message>
    <message>
        <source>Other variants</source>
        <translation>Другие варианты</translation>
    </message>
    <message>
        <source>Other translations of this sentence</source>
        <translation>Другие переводы этого предложения</translation>
    </message>
    <message>
        <source>Compare sentences</source>
        <translation>Сравнить по предложениям</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Копировать</translation>
    </message>
    <message>
        <source>Copy the translation</source>
        <translation>Копировать перевод</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Ещё</translation>
    </message>
    <message>
        <source>Translate</source>
        <translation>Перевести</translation>
    </message>
    <message>
        <source>Detect language: {name}</source>
        <translation>Определить язык: {name}</translation>
    </message>
    <message>
        <source>Detect language</source>
        <translation>Определить язык</translation>
    </message>
    <message>
        <source>From: {name}</source>
        <translation>С какого языка: {name}</translation>
    </message>
    <message>
        <source>Into: {name}</source>
        <translation>На какой язык: {name}</translation>
    </message>
    <message>
        <source>Tone: {name}</source>
        <translation>Тон: {name}</translation>
    </message>
    <message>
        <source>Glossary</source>
        <translation>Глоссарий</translation>
    </message>
    <message>
        <source>Glossary ({count})</source>
        <translation>Глоссарий ({count})</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Quit</source>
        <translation>Выйти</translation>
    </message>
</context>
<context>
    <name>TrialPanel</name>
    <message>
        <source>Stop</source>
        <translation>Остановить</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>Попробовать</translation>
    </message>
    <message>
        <source>Text to try it on</source>
        <translation>Текст для пробы</translation>
    </message>
    <message>
        <source>Type or paste a few sentences; they are not kept.</source>
        <translation>Введите или вставьте несколько предложений: они нигде не сохранятся.</translation>
    </message>
</context>
<context>
    <name>UnfinishedOffer</name>
    <message numerus="yes">
        <source>%n text(s) are not finished; the last one: “{text}”.</source>
        <translation>
            <numerusform>Не закончен %n текст, последний: «{text}».</numerusform>
            <numerusform>Не закончены %n текста, последний: «{text}».</numerusform>
            <numerusform>Не закончено %n текстов, последний: «{text}».</numerusform>
        </translation>
    </message>
    <message>
        <source>“{text}” is not finished.</source>
        <translation>Не закончено: «{text}».</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Продолжить</translation>
    </message>
</context>
<context>
    <name>UpdateController</name>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Yes, look</source>
        <translation>Да, можно</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Нет</translation>
    </message>
</context>
<context>
    <name>UpdateSection</name>
    <message>
        <source>Look once a day whether there is a newer version</source>
        <translation>Раз в день узнавать, нет ли новой версии</translation>
    </message>
    <message>
        <source>One small file is fetched from the program&apos;s own site, and its signature is checked. Nothing about you or your chats is sent, and nothing is installed.</source>
        <translation>С сайта программы загружается один маленький файл, и проверяется его подпись. О вас и ваших чатах ничего не передаётся, и ничего не устанавливается.</translation>
    </message>
</context>
<context>
    <name>UpdateWords</name>
    <message>
        <source>Version {version} is out.</source>
        <translation>Вышла версия {version}.</translation>
    </message>
    <message>
        <source>May the program look once a day whether there is a newer version? It says nothing about you, and installs nothing.</source>
        <translation>Можно раз в день узнавать, нет ли новой версии? Программа ничего не сообщает о вас и ничего не устанавливает.</translation>
    </message>
    <message>
        <source>Open the download page</source>
        <translation>Открыть страницу загрузки</translation>
    </message>
    <message>
        <source>Nobody announces newer versions to this build: it was made for trying things out.</source>
        <translation>Для этой сборки новых версий никто не объявляет: она сделана для проб.</translation>
    </message>
    <message>
        <source>It could not be found out today whether there is a newer version.</source>
        <translation>Сегодня не удалось узнать, есть ли новая версия.</translation>
    </message>
    <message>
        <source>Looked on {date}: nothing newer is known.</source>
        <translation>Проверено {date}: новых версий нет.</translation>
    </message>
</context>
<context>
    <name>UsageWords</name>
    <message>
        <source>A chat with YandexGPT. Without a command it opens the window; commands work in the terminal.</source>
        <translation>Разговор с YandexGPT. Без команды открывается окно; команды работают в терминале.</translation>
    </message>
    <message>
        <source>commands</source>
        <translation>команды</translation>
    </message>
    <message>
        <source>the configuration file (also: YAGPT_CONFIG)</source>
        <translation>файл настроек (или YAGPT_CONFIG)</translation>
    </message>
    <message>
        <source>the folder of settings and chats (also: YAGPT_PROFILE)</source>
        <translation>папка с настройками и чатами (или YAGPT_PROFILE)</translation>
    </message>
    <message>
        <source>speak to a service inside the program: no account is needed and nothing leaves this computer</source>
        <translation>говорить со службой внутри программы: аккаунт не нужен, ничего не уходит с этого компьютера</translation>
    </message>
    <message>
        <source>print the version and end</source>
        <translation>показать версию и выйти</translation>
    </message>
    <message>
        <source>open the window and ask whether an archive&apos;s chats are wanted</source>
        <translation>открыть окно и спросить, загрузить ли чаты из архива</translation>
    </message>
    <message>
        <source>an archive of chats that the program has saved</source>
        <translation>архив чатов, сохранённый программой</translation>
    </message>
    <message>
        <source>show the window, or have the one that is open do something</source>
        <translation>показать окно или дать задание уже открытому</translation>
    </message>
    <message>
        <source>open the quick window with the selected text</source>
        <translation>открыть быстрое окно с выделенным текстом</translation>
    </message>
    <message>
        <source>correct what was copied</source>
        <translation>исправить то, что скопировано</translation>
    </message>
    <message>
        <source>translate what was copied</source>
        <translation>перевести то, что скопировано</translation>
    </message>
    <message>
        <source>begin in the tray, without a window</source>
        <translation>начать в области уведомлений, без окна</translation>
    </message>
    <message>
        <source>ask one question and print the answer</source>
        <translation>задать один вопрос и напечатать ответ</translation>
    </message>
    <message>
        <source>correct the mistakes of a text, or put it in other words</source>
        <translation>исправить ошибки в тексте или изложить его иначе</translation>
    </message>
    <message>
        <source>translate a text</source>
        <translation>перевести текст</translation>
    </message>
    <message>
        <source>the text: a file (also a Word or PDF one); “-” or nothing reads standard input</source>
        <translation>текст: файл (можно Word или PDF); «-» или ничего — читать стандартный ввод</translation>
    </message>
    <message>
        <source>write the result into this file, never over the source; nothing where it is not whole</source>
        <translation>записать результат в этот файл, но не поверх исходного; неполный результат не записывается</translation>
    </message>
    <message>
        <source>let --output replace a file that is there</source>
        <translation>разрешить --output заменить существующий файл</translation>
    </message>
    <message>
        <source>set quotation marks, dashes and spaces: all, none, or some of</source>
        <translation>кавычки, тире и пробелы по правилам: all (все), none (ни одного) или выбранные из</translation>
    </message>
    <message>
        <source>what becomes of the letter “ё”</source>
        <translation>что делать с буквой «ё»</translation>
    </message>
    <message>
        <source>how far to go; “mistakes” leaves every good word alone</source>
        <translation>насколько менять текст; mistakes не трогает верных слов</translation>
    </message>
    <message>
        <source>ask more strictly that only mistakes are corrected</source>
        <translation>строже просить исправлять только ошибки</translation>
    </message>
    <message>
        <source>print the corrected text, or the list of changes</source>
        <translation>вывести исправленный текст или список исправлений</translation>
    </message>
    <message>
        <source>into which language, as “en”; without it Russian becomes English, all else Russian</source>
        <translation>на какой язык, например en; без этого с русского — на английский, с остальных — на русский</translation>
    </message>
    <message>
        <source>from which language; without it the text tells</source>
        <translation>с какого языка; без этого он определяется по тексту</translation>
    </message>
    <message>
        <source>how the translation speaks to its reader</source>
        <translation>как перевод обращается к читателю</translation>
    </message>
    <message>
        <source>a table of terms, beside those of the program&apos;s window</source>
        <translation>таблица терминов в дополнение к тем, что в окне программы</translation>
    </message>
    <message>
        <source>print the result with all that is known of it, as JSON</source>
        <translation>вывести результат со всеми сведениями о нём в JSON</translation>
    </message>
    <message>
        <source>send a request body from a file and print the reply&apos;s JSON</source>
        <translation>отправить тело запроса из файла и напечатать JSON ответа</translation>
    </message>
    <message>
        <source>talk in the terminal</source>
        <translation>разговор в терминале</translation>
    </message>
    <message>
        <source>run the local service alone, for tests and trials</source>
        <translation>запустить одну местную службу, для проверок и опытов</translation>
    </message>
    <message>
        <source>print versions, paths and which addresses can be reached</source>
        <translation>показать версии, папки и доступность адресов</translation>
    </message>
    <message>
        <source>the question; “-” reads it from standard input</source>
        <translation>вопрос; «-» — прочитать его со стандартного ввода</translation>
    </message>
    <message>
        <source>the question, as the official sample names it</source>
        <translation>вопрос, как в официальном примере</translation>
    </message>
    <message>
        <source>what the model is told to be or to do (the system prompt)</source>
        <translation>кем быть и что делать модели (системный промпт)</translation>
    </message>
    <message>
        <source>the model&apos;s name, for example yandexgpt-5.1, or its whole gpt:// address</source>
        <translation>название модели, например yandexgpt-5.1, или её полный адрес gpt://</translation>
    </message>
    <message>
        <source>from 0 (exact) to 1 (free)</source>
        <translation>от 0 (точнее) до 1 (смелее)</translation>
    </message>
    <message>
        <source>the longest answer, in tokens</source>
        <translation>наибольшая длина ответа в токенах</translation>
    </message>
    <message>
        <source>get the answer piece by piece, or all at once</source>
        <translation>получать ответ по частям или целиком</translation>
    </message>
    <message>
        <source>how the request travels</source>
        <translation>каким путём идёт запрос</translation>
    </message>
    <message>
        <source>let the service answer when it has time (cheaper; takes minutes or hours)</source>
        <translation>отложенный ответ: дешевле, но через несколько минут или часов</translation>
    </message>
    <message>
        <source>the Yandex Cloud folder (also: YC_FOLDER_ID)</source>
        <translation>каталог Yandex Cloud (или YC_FOLDER_ID)</translation>
    </message>
    <message>
        <source>an IAM token; safer in the variable YC_IAM_TOKEN, for others can read a command line</source>
        <translation>IAM-токен; надёжнее в переменной YC_IAM_TOKEN: командную строку видят другие</translation>
    </message>
    <message>
        <source>an API key; safer in the variable YC_API_KEY, for others can read a command line</source>
        <translation>API-ключ; надёжнее в переменной YC_API_KEY: командную строку видят другие</translation>
    </message>
    <message>
        <source>print the reply, and any error, as JSON</source>
        <translation>печатать ответ и ошибки в виде JSON</translation>
    </message>
    <message>
        <source>a JSON file as in the official sample; “-” reads standard input</source>
        <translation>файл JSON, как в официальном примере; «-» — стандартный ввод</translation>
    </message>
    <message>
        <source>the address to listen on; this computer&apos;s own alone</source>
        <translation>на каком адресе слушать; только на адресах этого компьютера</translation>
    </message>
    <message>
        <source>the port for gRPC; 0 takes a free one</source>
        <translation>порт для gRPC; 0 — любой свободный</translation>
    </message>
    <message>
        <source>the port for REST; 0 takes a free one</source>
        <translation>порт для REST; 0 — любой свободный</translation>
    </message>
    <message>
        <source>a JSON or TOML file with prepared answers</source>
        <translation>файл JSON или TOML с готовыми ответами</translation>
    </message>
    <message>
        <source>the name of a file or a folder is needed</source>
        <translation>нужно имя файла или папки</translation>
    </message>
    <message>
        <source>a whole number from {low} on is needed</source>
        <translation>нужно целое число от {low}</translation>
    </message>
    <message>
        <source>a number from {low} to {high} is needed</source>
        <translation>нужно число от {low} до {high}</translation>
    </message>
</context>
<context>
    <name>ValueDialog</name>
    <message>
        <source>Run</source>
        <translation>Выполнить</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
</context>
<context>
    <name>VariantsDialog</name>
    <message>
        <source>Other variants</source>
        <translation>Другие варианты</translation>
    </message>
    <message>
        <source>Now: {text}</source>
        <translation>Сейчас: {text}</translation>
    </message>
    <message>
        <source>Other translations of this sentence</source>
        <translation>Другие переводы этого предложения</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Заменить</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
</context>
<context>
    <name>VersionPanel</name>
    <message>
        <source>This one comes with the program. Change it, and you get a version of your own.</source>
        <translation>Этот промпт входит в программу. Измените его — получится ваш собственный вариант.</translation>
    </message>
    <message>
        <source>No earlier versions yet: each change keeps the text before it.</source>
        <translation>Прежних версий пока нет: при каждом изменении прежний текст сохраняется здесь.</translation>
    </message>
    <message>
        <source>Earlier versions</source>
        <translation>Прежние версии</translation>
    </message>
    <message>
        <source>What has changed from this version to the prompt of today</source>
        <translation>Что изменилось с этой версии</translation>
    </message>
    <message>
        <source>Difference from the prompt of today</source>
        <translation>Отличия от нынешнего промпта</translation>
    </message>
    <message>
        <source>Take this version again</source>
        <translation>Вернуть эту версию</translation>
    </message>
</context>
<context>
    <name>WordsDialog</name>
    <message>
        <source>Words that are never changed</source>
        <translation>Слова, которые не меняются</translation>
    </message>
    <message>
        <source>Corrections leave these words as they are, however they are written.</source>
        <translation>Исправления не трогают эти слова, как бы они ни были написаны.</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Добавить</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>New word</source>
        <translation>Новое слово</translation>
    </message>
</context>
</TS>
