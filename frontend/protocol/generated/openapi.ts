/* Made from protocol/schema/openapi.json by `npm run generate`. Do not edit. */

export interface paths {
    "/api/v1/bots/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description A view for members. `roles` says which methods exist and the least role each needs. */
        get: operations["bots_list"];
        put?: never;
        /** @description A view for members. `roles` says which methods exist and the least role each needs. */
        post: operations["bots_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description A view below one bot, named by `slug` in the address. */
        get: operations["bots_retrieve"];
        put?: never;
        post?: never;
        /** @description A view below one bot, named by `slug` in the address. */
        delete: operations["bots_destroy"];
        options?: never;
        head?: never;
        /** @description A view below one bot, named by `slug` in the address. */
        patch: operations["bots_partial_update"];
        trace?: never;
    };
    "/api/v1/bots/{slug}/answers/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The parts of one kind, in the order of the document, each as it stands there. */
        get: operations["bots_answers_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/answers/{key}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description A view below one bot, named by `slug` in the address. */
        get: operations["bots_answers_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/channels/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description A view below one bot, named by `slug` in the address. */
        get: operations["bots_channels_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/channels/{kind}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** @description Switch a channel on or off. Without `open` the answer shows a new token that callers must send, once. */
        put: operations["bots_channels_update"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/content/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The content library, and beside it where each piece of this page is used. */
        get: operations["bots_content_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/content/{key}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description A view below one bot, named by `slug` in the address. */
        get: operations["bots_content_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/conversations/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * @description Conversations with visitors, newest first; try-outs are not among them.
         *
         *     `?outcome=`: `handed-over` to a human agent, `missed` at least one utterance, met a `problem`, or `all`.
         */
        get: operations["bots_conversations_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/conversations/{conversation}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description One conversation, with where it stands (`place`) and what it knows (`variables`; sensitive ones hidden). */
        get: operations["bots_conversations_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/conversations/{conversation}/events/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What happened, in order, with who answered each turn and why. */
        get: operations["bots_conversations_events_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/conversations/{conversation}/events/{turn}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What happened in one turn, each event with its trace: steps walked, bids, variables, problem. */
        get: operations["bots_conversations_events_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/conversations/{conversation}/messages/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What was said, in order. */
        get: operations["bots_conversations_messages_list"];
        put?: never;
        /** @description Say something to the visitor. The same `id` again has no second effect. */
        post: operations["bots_conversations_messages_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/conversations/{conversation}/replay/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Run the whole journal again, each turn on the version it ran on. */
        get: operations["bots_conversations_replay_retrieve"];
        put?: never;
        /** @description The same from a turn on, on another version (`null`: the draft), or with understanding asked for afresh. */
        post: operations["bots_conversations_replay_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/conversations/{conversation}/resolve/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Give the conversation back: the bot goes on. `messages` are what it says at once. */
        post: operations["bots_conversations_resolve_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/conversations/{conversation}/rewind/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Go back to how a conversation stood after a turn, on the same or another version. What came later is gone. */
        post: operations["bots_conversations_rewind_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/conversations/{conversation}/start-flow/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Begin a flow in this conversation, as an interruption of what waits there. */
        post: operations["bots_conversations_start_flow_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/conversations/{conversation}/takeover/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Answer this visitor from now on; the bot is silent. 409 where another agent was faster. */
        post: operations["bots_conversations_takeover_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/draft/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description A view below one bot, named by `slug` in the address. */
        get: operations["bots_draft_retrieve"];
        /** @description Replace the whole draft. With an If-Match that is not current: 412 with both documents. */
        put: operations["bots_draft_update"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** @description Apply operations, all or none; 409 with `conflicts` where somebody changed the same place since `base`. */
        patch: operations["bots_draft_partial_update"];
        trace?: never;
    };
    "/api/v1/bots/{slug}/entities/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The parts of one kind, in the order of the document, each as it stands there. */
        get: operations["bots_entities_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/entities/{key}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description A view below one bot, named by `slug` in the address. */
        get: operations["bots_entities_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/evaluations/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Newest first. Of the kind `training` is what was measured after each training by itself. */
        get: operations["bots_evaluations_list"];
        put?: never;
        /**
         * @description Measure: by cross-validation, on the bot's tests, or on `rows` or a `file` of labelled utterances.
         *
         *     A file holds JSON lines `{"text", "intent", "entities"?}`, or a table with the columns text and intent.
         */
        post: operations["bots_evaluations_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/evaluations/{evaluation}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description A view below one bot, named by `slug` in the address. */
        get: operations["bots_evaluations_retrieve"];
        put?: never;
        post?: never;
        /** @description A view below one bot, named by `slug` in the address. */
        delete: operations["bots_evaluations_destroy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/evaluations/{evaluation}/compare/{after}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What became better and worse from the first evaluation to the second, utterance by utterance. */
        get: operations["bots_evaluations_compare_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/evaluations/{evaluation}/utterances/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Each utterance that was asked; only wrong ones with `wrong=true`; `q` is a part of the text. */
        get: operations["bots_evaluations_utterances_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/export/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * @description The draft as a file: the document, or a zip of the files of another format (Botpress: a .tgz).
         *
         *     `languages` is the pair of a translation (format `xliff`), like `en:fr`, `version` its version: 1.2 or 2.0.
         *     `language` is that of a Rasa project, which has only one: by default that of the bot. With `media` the document
         *     comes as a zip with the pictures it shows. With `report` the answer is not the file but `{"items"}`: what that
         *     format cannot say, as in the report of an import.
         */
        get: operations["bots_export_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/flows/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The parts of one kind, in the order of the document, each as it stands there. */
        get: operations["bots_flows_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/flows/{key}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description A view below one bot, named by `slug` in the address. */
        get: operations["bots_flows_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/handoffs/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The queue, longest waiting first: `?state=open` (default: waiting and taken), one state, or `all`. */
        get: operations["bots_handoffs_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/intents/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The parts of one kind, in the order of the document, each as it stands there. */
        get: operations["bots_intents_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/intents/{key}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description A view below one bot, named by `slug` in the address. */
        get: operations["bots_intents_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/learning/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Groups of what means about the same, the largest first, each with what it might mean. */
        get: operations["bots_learning_list"];
        put?: never;
        post?: never;
        /** @description Erase all that is kept of this bot's visitors to learn from. */
        delete: operations["bots_learning_destroy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/learning/accept/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * @description Make examples of an intent, or questions of an answer, of utterances. `texts` are edited ones by id.
         *
         *     The draft changes by operations, as by hand: `undo` takes them back, 409 where somebody else was there first.
         */
        post: operations["bots_learning_accept_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/learning/ignore/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Put utterances aside that teach nothing. */
        post: operations["bots_learning_ignore_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/learning/restore/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Let utterances wait for a decision again. The draft stays as it is. */
        post: operations["bots_learning_restore_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/lint/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description A view below one bot, named by `slug` in the address. */
        get: operations["bots_lint_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/media/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The pictures of a bot. */
        get: operations["bots_media_list"];
        put?: never;
        /** @description Upload a PNG, JPEG, GIF or WebP (told by its bytes), at most 5 MB. */
        post: operations["bots_media_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/media/{digest}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** @description A view below one bot, named by `slug` in the address. */
        delete: operations["bots_media_destroy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/parse/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description What the bot makes of one utterance, by the models of the draft, else by those of the live version. */
        post: operations["bots_parse_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/problems/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Newest kinds first; `?unread=true` leaves out what was read and has not happened since. */
        get: operations["bots_problems_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/problems/read/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Mark problems as read: those of `ids`, or all. One that happens again is unread again. */
        post: operations["bots_problems_read_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/publish/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * @description Make the draft the live version: 201; 202 with a job where models must be trained first.
         *
         *     Lint errors: 409 with `findings`, unless `force`.
         */
        post: operations["bots_publish_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/queues/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * @description Queues that somebody has opened, closed or given hours; every other one is always open.
         *
         *     `open` is what was set by hand, `answers` whether somebody answers at this moment.
         */
        get: operations["bots_queues_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/queues/{queue}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * @description Open or close a queue, and say its hours. Who asks for an agent in a closed one leaves by *unavailable*.
         *
         *     `hours` is `{"timezone", "days": [[["09:00", "17:00"]], …], "closed": ["2026-12-25"]}`, Monday first; null is
         *     always, and left out they stay.
         */
        put: operations["bots_queues_update"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/stories/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The parts of one kind, in the order of the document, each as it stands there. */
        get: operations["bots_stories_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/stories/{key}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description A view below one bot, named by `slug` in the address. */
        get: operations["bots_stories_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/suggestions/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * @description What would make the examples of the draft better, each with its place and with operations that do it.
         *
         *     With `dismissed=true` those that somebody does not want to see.
         */
        get: operations["bots_suggestions_list"];
        put?: never;
        /** @description Look for suggestions now. Where those of this very training set are known, the job has ended already. */
        post: operations["bots_suggestions_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/suggestions/dismiss/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Leave suggestions out, also after the next training, until they are brought back. */
        post: operations["bots_suggestions_dismiss_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/suggestions/restore/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Show dismissed suggestions again. */
        post: operations["bots_suggestions_restore_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/tables/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The parts of one kind, in the order of the document, each as it stands there. */
        get: operations["bots_tables_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/tables/{key}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description A view below one bot, named by `slug` in the address. */
        get: operations["bots_tables_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/tables/{key}/rows/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The records of a table, oldest first. */
        get: operations["bots_tables_rows_list"];
        put?: never;
        /** @description Add a record; values are brought into the types of their columns. */
        post: operations["bots_tables_rows_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/tables/{key}/rows/{row}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** @description A view below one bot, named by `slug` in the address. */
        delete: operations["bots_tables_rows_destroy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/tests/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The parts of one kind, in the order of the document, each as it stands there. */
        get: operations["bots_tests_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/tests/{key}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description A view below one bot, named by `slug` in the address. */
        get: operations["bots_tests_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/train/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Train the models of the draft. The job tells how far it is, here and on the editor socket. */
        post: operations["bots_train_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/trainings/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The training history, newest first: what was trained, what failed, and what served from then on. */
        get: operations["bots_trainings_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/trainings/{number}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description A view below one bot, named by `slug` in the address. */
        get: operations["bots_trainings_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/trainings/{number}/restore/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Let the models of an earlier training serve the draft again, until the next training. */
        post: operations["bots_trainings_restore_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/tryout/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Begin a conversation on the draft, at its start or at a node. */
        post: operations["bots_tryout_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/tryout/{conversation}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description A view below one bot, named by `slug` in the address. */
        get: operations["bots_tryout_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/tryout/{conversation}/files/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Keep a file of the conversation; the token goes into a message (`{"payload": {"files": [token]}}`). */
        post: operations["bots_tryout_files_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/tryout/{conversation}/messages/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Say something, or tap a button (`payload`). The answer tells each turn with its trace. */
        post: operations["bots_tryout_messages_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/tryout/{conversation}/rewind/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Go back to how things stood after a turn, to go on with the draft or with a version. */
        post: operations["bots_tryout_rewind_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/tryout/{conversation}/variables/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** @description A view below one bot, named by `slug` in the address. */
        patch: operations["bots_tryout_variables_partial_update"];
        trace?: never;
    };
    "/api/v1/bots/{slug}/variables/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The parts of one kind, in the order of the document, each as it stands there. */
        get: operations["bots_variables_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/variables/{key}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description A view below one bot, named by `slug` in the address. */
        get: operations["bots_variables_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/versions/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description A view below one bot, named by `slug` in the address. */
        get: operations["bots_versions_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/versions/{number}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The document as it was published. */
        get: operations["bots_versions_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/versions/{number}/diff/{other}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What changed from version `number` to version `other`, or to the draft. */
        get: operations["bots_versions_diff_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/versions/{number}/recall/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Conversations that still run on this version move to the live one with their next event. */
        post: operations["bots_versions_recall_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/{slug}/versions/{number}/restore/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description A view below one bot, named by `slug` in the address. */
        post: operations["bots_versions_restore_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/import/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * @description Make a bot of the document in the body, or of the form field `file`: an archive or a document.
         *
         *     201 with a report. Over 5 MB, with `publish` or with `Prefer: respond-async`: 202 with a job whose result is
         *     the report.
         *     A taken slug is refused (409) unless `replace`; tables and translations change the bot that has it.
         *     `columns` says what the columns of tables are: `Wording=example,Label=intent`. `sheets` says it by their
         *     numbers, sheet by sheet: `{"Sheet 1": {"kind": "intents", "columns": {"intent": 0, "example": 2}}}`.
         *     `action_server` is the address of what runs the actions of a Rasa project.
         */
        post: operations["bots_import_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bots/import/preview/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * @description What the sheets of a spreadsheet hold, and what their columns seem to be. Nothing is kept.
         *
         *     A file may have 5 MB. Of each sheet the first rows are shown; `guesses` has the columns for every kind.
         */
        post: operations["bots_import_preview_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/chat/{slug}/conversations/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin a conversation */
        post: operations["chat_open"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/chat/{slug}/conversations/{conversation}/files/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a file to be kept, at most 10 MB */
        post: operations["chat_send_file"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/chat/{slug}/conversations/{conversation}/messages/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything said after a number */
        get: operations["chat_read"];
        put?: never;
        /** Say something */
        post: operations["chat_say"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/chat/uploads/{folder}/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file of a visitor, as a download */
        get: operations["chat_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/expression-language/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Functions (every one is a filter, too), operators, blocks of templates, and what the engine knows by name. */
        get: operations["expression_language_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/formats/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Formats of bots that can be opened; `writes`: a draft can be exported in it, too. */
        get: operations["formats_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description A view for members. `roles` says which methods exist and the least role each needs. */
        get: operations["jobs_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job}/cancel/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Ask a job to stop. One that has ended stays as it ended. */
        post: operations["jobs_cancel_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/media/{digest}.": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description A picture itself. Open to all, as the visitors who see it are; its address cannot be guessed. */
        get: operations["media_._retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description A view for members. `roles` says which methods exist and the least role each needs. */
        get: operations["members_list"];
        put?: never;
        /** @description Add a person; `sign_in_link` is a one-time link for someone who has no account yet, else null. */
        post: operations["members_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{member}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** @description A view for members. `roles` says which methods exist and the least role each needs. */
        delete: operations["members_destroy"];
        options?: never;
        head?: never;
        /** @description A view for members. `roles` says which methods exist and the least role each needs. */
        patch: operations["members_partial_update"];
        trace?: never;
    };
    "/api/v1/members/{member}/sign-in-link/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description A new one-time sign-in link for a member; older unused ones end. */
        post: operations["members_sign_in_link_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schema/bot.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The JSON Schema (draft 2020-12) of the bot document. */
        get: operations["schema_bot.json_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/secrets/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Names only: a value goes in and never comes out. */
        get: operations["secrets_list"];
        put?: never;
        /** @description Names only: a value goes in and never comes out. */
        post: operations["secrets_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/secrets/{name}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** @description A view for members. `roles` says which methods exist and the least role each needs. */
        put: operations["secrets_update"];
        post?: never;
        /** @description A view for members. `roles` says which methods exist and the least role each needs. */
        delete: operations["secrets_destroy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Who is signed in. Open to all: this is where signing in begins. */
        get: operations["session_retrieve"];
        put?: never;
        /** @description Who is signed in. Open to all: this is where signing in begins. */
        post: operations["session_create"];
        /** @description Who is signed in. Open to all: this is where signing in begins. */
        delete: operations["session_destroy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/step-types/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Holds nothing of any workspace, so anybody may read it. */
        get: operations["step_types_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description One's own tokens; admins see all of the workspace. */
        get: operations["tokens_list"];
        put?: never;
        /** @description A new token; the answer shows its key, once. */
        post: operations["tokens_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens/{token}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** @description A view for members. `roles` says which methods exist and the least role each needs. */
        delete: operations["tokens_destroy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{slug}/rest/webhook": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Rasa's REST channel */
        post: operations["rasa_webhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description Refuses unknown fields instead of ignoring them: a misspelt field is an error the caller can see. */
        AcceptanceRequest: {
            answer?: string;
            /** Format: int64 */
            base?: number;
            ids: number[];
            intent?: string;
            /** @default false */
            new: boolean;
            texts?: {
                [key: string]: string;
            };
        };
        /** @description Describes an answer; never reads one. */
        AcceptedUnsure: {
            accepted: number;
            added: string[];
            operations: components["schemas"]["StoredOperation"][];
            revision: number;
            undo: {
                [key: string]: unknown;
            }[];
        };
        /** @description Refuses unknown fields instead of ignoring them: a misspelt field is an error the caller can see. */
        ActRequest: {
            /** @description The count of acts as you have seen it. */
            control?: number;
        };
        /** @description Describes an answer; never reads one. */
        AgentActed: {
            agent: string | null;
            control: number;
            /** Format: uuid */
            conversation: string;
            duplicate?: boolean;
            last_seq: number;
            messages?: {
                [key: string]: unknown;
            }[];
            seq?: number;
            waiting: string | null;
        };
        /** @description Refuses unknown fields instead of ignoring them: a misspelt field is an error the caller can see. */
        AgentMessageRequest: {
            /** @description The count of acts as you have seen it. */
            control?: number;
            id?: string;
            text: string;
        };
        /**
         * @description * `cross-validation` - cross-validation
         *     * `tests` - tests
         *     * `rows` - rows
         * @enum {string}
         */
        AskedEvaluationKindEnum: "cross-validation" | "tests" | "rows";
        /** @description Refuses unknown fields instead of ignoring them: a misspelt field is an error the caller can see. */
        AskedRequest: {
            folds?: number;
            kind: components["schemas"]["AskedEvaluationKindEnum"];
            language?: string;
            none?: string | null;
            options?: components["schemas"]["OptionsRequest"];
            rows?: {
                [key: string]: unknown;
            }[];
            seeds?: number;
            title?: string;
            version?: number | null;
        };
        /** @description Refuses unknown fields instead of ignoring them: a misspelt field is an error the caller can see. */
        AskedSuggestionsRequest: {
            language?: string;
        };
        /** @description Refuses unknown fields instead of ignoring them: a misspelt field is an error the caller can see. */
        AskedWithFileRequest: {
            /** Format: binary */
            file?: string;
            folds?: number;
            kind: components["schemas"]["AskedEvaluationKindEnum"];
            language?: string;
            none?: string | null;
            options?: components["schemas"]["OptionsRequest"];
            rows?: {
                [key: string]: unknown;
            }[];
            seeds?: number;
            title?: string;
            version?: number | null;
        };
        /** @description Describes an answer; never reads one. */
        BodyPage: {
            next: string | null;
            results: {
                [key: string]: unknown;
            }[];
        };
        /** @description Describes an answer; never reads one. */
        BotFormat: {
            name: string;
            writes: boolean;
        };
        /** @description Describes an answer; never reads one. */
        BotPage: {
            next: string | null;
            results: components["schemas"]["BotSummary"][];
        };
        /** @description Describes an answer; never reads one. */
        BotSummary: {
            /** Format: date-time */
            created_at: string;
            default_language: string;
            draft_revision: number;
            emblem: string;
            languages: string[];
            name: string;
            /** Format: date-time */
            published_at: string | null;
            published_revision: number | null;
            slug: string;
            trained: components["schemas"]["TrainedEnum"];
            /** Format: date-time */
            updated_at: string;
            version: number | null;
        };
        /**
         * @description * `model` - model
         *     * `neighbours` - neighbours
         * @enum {string}
         */
        ByEnum: "model" | "neighbours";
        /** @description Describes an answer; never reads one. */
        Calibration: {
            bins: {
                [key: string]: unknown;
            }[];
            /** Format: double */
            ece: number | null;
        };
        /** @description Describes an answer; never reads one. */
        Changed: {
            operations: components["schemas"]["StoredOperation"][];
            revision: number;
        };
        /**
         * @description * `added` - added
         *     * `removed` - removed
         *     * `changed` - changed
         * @enum {string}
         */
        ChangeEnum: "added" | "removed" | "changed";
        /** @description Describes an answer; never reads one. */
        Channel: {
            enabled: boolean;
            kind: string;
            open: boolean;
            token?: string;
        };
        /** @description Refuses unknown fields instead of ignoring them: a misspelt field is an error the caller can see. */
        ChannelChangeRequest: {
            /** @default true */
            enabled: boolean;
            /** @default false */
            open: boolean;
        };
        /** @description Describes an answer; never reads one. */
        ChannelPage: {
            next: string | null;
            results: components["schemas"]["Channel"][];
        };
        ChatFile: {
            file: {
                id?: string;
                mime?: string;
                name?: string;
                size?: number;
                url?: string;
            };
            /** @description Names the file in a message: payload {files: [token]}. */
            token: string;
        };
        ChatMessage: {
            /** @description A neutral message; its type tells what it holds. */
            content: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            from: "user" | "bot" | "agent";
            /** @description 1..n without a gap in a conversation. */
            seq: number;
        };
        ChatOpened: {
            /** Format: uuid */
            conversation: string;
            duplicate?: boolean;
            last_seq: number;
            messages: components["schemas"]["ChatMessage"][];
            pending?: boolean;
            token: string;
        };
        ChatOpening: {
            /** @description The same id twice is the same conversation; make it hard to guess. */
            id?: string;
            language?: string;
            /** @description Believed where the bot says so, or with a workspace token. */
            user?: string;
            /** @description Who the visitor is, signed with HS256 and with an expiry. */
            user_jwt?: string;
            /** @description Only those the bot declares as input. */
            variables?: {
                [key: string]: unknown;
            };
        };
        ChatReply: {
            duplicate?: boolean;
            last_seq: number;
            messages: components["schemas"]["ChatMessage"][];
            /** @description The bot is not done; ask again with after. */
            pending?: boolean;
        };
        ChatUtterance: {
            /** @description The client's own id: the same one twice has one effect. */
            id: string;
            /** @description A tapped button: its option and the seq of its message; several marked options as options; files by the tokens of their uploads as files. */
            payload?: {
                [key: string]: unknown;
            };
            text?: string;
        };
        /** @description Refuses unknown fields instead of ignoring them: a misspelt field is an error the caller can see. */
        ChosenRequest: {
            ids: number[];
        };
        /** @description Refuses unknown fields instead of ignoring them: a misspelt field is an error the caller can see. */
        ChosenSuggestionsRequest: {
            ids: string[];
        };
        /**
         * @description * `remove` - remove
         *     * `move` - move
         * @enum {string}
         */
        CodeEnum: "remove" | "move";
        /** @description Describes an answer; never reads one. */
        Comparison: {
            after: components["schemas"]["Evaluation"];
            before: components["schemas"]["Evaluation"];
            broken: components["schemas"]["UtteranceChange"][];
            counts: {
                [key: string]: number;
            };
            figures: {
                [key: string]: {
                    [key: string]: unknown;
                };
            };
            labels: {
                [key: string]: unknown;
            }[];
            mended: components["schemas"]["UtteranceChange"][];
            moved: components["schemas"]["UtteranceChange"][];
            /** Format: double */
            p: number;
            shared: number;
            significant: boolean;
            tests: {
                [key: string]: unknown;
            } | null;
        };
        /** @description Describes an answer; never reads one. */
        ConfusedPair: {
            count: number;
            examples: string[];
            said: string;
            /** Format: double */
            share: number | null;
            wanted: string;
        };
        /** @description Describes an answer; never reads one. */
        Confusion: {
            labels: string[];
            matrix: number[][];
            pairs: components["schemas"]["ConfusedPair"][];
        };
        /** @description Describes an answer; never reads one. */
        ContentPage: {
            next: string | null;
            results: {
                [key: string]: unknown;
            }[];
            usage: {
                [key: string]: components["schemas"]["ContentUse"][];
            };
        };
        /** @description Describes an answer; never reads one. */
        ContentUse: {
            flow: string | null;
            node: string | null;
            pointer: string;
            step: string | null;
        };
        /** @description Describes an answer; never reads one. */
        ConversationDetail: {
            /** @description A turn failed for good. */
            broke: boolean;
            channel: string;
            /** @description How many acts of agents there were. */
            control: number;
            /** Format: date-time */
            created_at: string;
            /** @description State of the last hand-off. */
            handoff: string | null;
            /** Format: uuid */
            id: string;
            language: string;
            /** Format: date-time */
            last_event_at: string;
            last_seq: number;
            /** @description Utterances that nobody understood. */
            misses: number;
            place: {
                [key: string]: unknown;
            } | null;
            /** @description What the visitor said last. */
            said: string | null;
            turns: number;
            variables: {
                [key: string]: unknown;
            };
            version: number | null;
            /** @description Null: known in this conversation only. */
            visitor: string | null;
            waiting: string | null;
        };
        /** @description Describes an answer; never reads one. */
        ConversationPage: {
            next: string | null;
            results: components["schemas"]["ConversationRow"][];
        };
        /** @description Describes an answer; never reads one. */
        ConversationRow: {
            /** @description A turn failed for good. */
            broke: boolean;
            channel: string;
            /** @description How many acts of agents there were. */
            control: number;
            /** Format: date-time */
            created_at: string;
            /** @description State of the last hand-off. */
            handoff: string | null;
            /** Format: uuid */
            id: string;
            language: string;
            /** Format: date-time */
            last_event_at: string;
            last_seq: number;
            /** @description Utterances that nobody understood. */
            misses: number;
            /** @description What the visitor said last. */
            said: string | null;
            turns: number;
            version: number | null;
            /** @description Null: known in this conversation only. */
            visitor: string | null;
            waiting: string | null;
        };
        /** @description Describes an answer; never reads one. */
        ConversationSummary: {
            channel: string;
            /** @description How many acts of agents there were. */
            control: number;
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            id: string;
            language: string;
            /** Format: date-time */
            last_event_at: string;
            last_seq: number;
            version: number | null;
            waiting: string | null;
        };
        /** @description Refuses unknown fields instead of ignoring them: a misspelt field is an error the caller can see. */
        CredentialsRequest: {
            email: string;
            password: string;
        };
        /** @description Describes an answer; never reads one. */
        Diff: {
            changes: components["schemas"]["PartChange"][];
        };
        /** @description Describes an answer; never reads one. */
        DismissedSuggestions: {
            dismissed: number;
        };
        /** @description A bot document; its full schema is at /api/v1/schema/bot.json. */
        Document: {
            format: string;
            name: string;
            version: number;
        };
        /** @description A bot document; its full schema is at /api/v1/schema/bot.json. */
        DocumentRequest: {
            format: string;
            name: string;
            version: number;
        };
        /** @description Describes an answer; never reads one. */
        Evaluation: {
            count: number;
            /** Format: date-time */
            created_at: string;
            created_by: string;
            figures: components["schemas"]["Figures"];
            folds: number;
            /** Format: uuid */
            id: string;
            kind: components["schemas"]["EvaluationKindEnum"];
            language: string;
            models: {
                [key: string]: string;
            };
            options: {
                [key: string]: unknown;
            };
            /** Format: uuid */
            previous: string | null;
            revision: number | null;
            seeds: number;
            tests: components["schemas"]["TestCounts"] | null;
            title: string;
            version: number | null;
        };
        /**
         * @description * `cross-validation` - Cross Validation
         *     * `tests` - Tests
         *     * `rows` - Rows
         *     * `training` - Training
         * @enum {string}
         */
        EvaluationKindEnum: "cross-validation" | "tests" | "rows" | "training";
        /** @description Describes an answer; never reads one. */
        EvaluationPage: {
            next: string | null;
            results: components["schemas"]["Evaluation"][];
        };
        /** @description Rates are 0..1, null where nothing could be measured. */
        EvaluationReport: {
            calibration: components["schemas"]["Calibration"];
            confidence: components["schemas"]["Histogram"];
            confusion: components["schemas"]["Confusion"];
            count: number;
            entities: {
                [key: string]: unknown;
            } | null;
            figures: components["schemas"]["Figures"];
            findings: {
                [key: string]: unknown;
            }[];
            folds?: number;
            format: string;
            kind: string;
            labels: components["schemas"]["LabelFigures"][];
            language: string;
            sampled?: number;
            scope: components["schemas"]["Scope"] | null;
            seeds?: number[];
            spread: {
                [key: string]: unknown;
            } | null;
            tests: {
                [key: string]: unknown;
            } | null;
            version: number;
        };
        /** @description Describes an answer; never reads one. */
        EventPage: {
            next: string | null;
            results: {
                [key: string]: unknown;
            }[];
        };
        /** @description Describes an answer; never reads one. */
        ExpressionLanguage: {
            blocks: {
                [key: string]: unknown;
            }[];
            functions: {
                [key: string]: unknown;
            }[];
            operators: {
                [key: string]: unknown;
            }[];
            reserved: string[];
            variables: {
                [key: string]: unknown;
            }[];
        };
        /** @description Describes an answer; never reads one. */
        Figures: {
            /** Format: double */
            accuracy: number | null;
            /** Format: double */
            ece: number | null;
            /** Format: double */
            in_scope_accuracy: number | null;
            /** Format: double */
            macro_f1: number | null;
            /** Format: double */
            oos_auroc: number | null;
            /** Format: double */
            oos_f1: number | null;
            /** Format: double */
            oos_precision: number | null;
            /** Format: double */
            oos_recall: number | null;
            /** Format: double */
            span_f1: number | null;
            /** Format: double */
            weighted_f1: number | null;
        };
        FileUploadRequest: {
            /** Format: binary */
            file: string;
        };
        /** @description Describes an answer; never reads one. */
        Finding: {
            code: string;
            fix?: unknown;
            flow: string | null;
            message: string;
            node: string | null;
            pointer: string;
            severity: components["schemas"]["FindingSeverityEnum"];
            step: string | null;
        };
        /**
         * @description * `error` - error
         *     * `warning` - warning
         *     * `hint` - hint
         * @enum {string}
         */
        FindingSeverityEnum: "error" | "warning" | "hint";
        /** @description Refuses unknown fields instead of ignoring them: a misspelt field is an error the caller can see. */
        FlowStartRequest: {
            flow: string;
            id?: string;
            inputs?: {
                [key: string]: unknown;
            };
            node?: string;
        };
        /** @description Describes an answer; never reads one. */
        Formats: {
            next: string | null;
            results: components["schemas"]["BotFormat"][];
        };
        /** @description Describes an answer; never reads one. */
        Handoff: {
            agent: string | null;
            control: number;
            /** Format: uuid */
            conversation: string;
            /** Format: date-time */
            ended_at: string | null;
            id: number;
            message: string;
            queue: string;
            /** Format: date-time */
            requested_at: string;
            /** @description What the visitor said last. */
            said: string | null;
            state: string;
            /** Format: date-time */
            taken_at: string | null;
            visitor: string | null;
        };
        /** @description Describes an answer; never reads one. */
        HandoffPage: {
            next: string | null;
            results: components["schemas"]["Handoff"][];
        };
        /** @description Describes an answer; never reads one. */
        Histogram: {
            edges: number[];
            right: number[];
            wrong: number[];
        };
        /** @description Describes an answer; never reads one. */
        IgnoredUnsure: {
            ignored: number;
        };
        /** @description Describes an answer; never reads one. */
        ImportPreview: {
            items: {
                [key: string]: unknown;
            }[];
            kinds: components["schemas"]["SheetKind"][];
            more: number;
            sheets: components["schemas"]["Sheet"][];
        };
        /** @description Describes an answer; never reads one. */
        Job: {
            attempts: number;
            /** Format: uuid */
            id: string;
            kind: string;
            problem: unknown;
            /** Format: double */
            progress: number;
            result: unknown;
            stage: string;
            state: components["schemas"]["JobStateEnum"];
        };
        /**
         * @description * `queued` - queued
         *     * `running` - running
         *     * `done` - done
         *     * `failed` - failed
         *     * `cancelled` - cancelled
         * @enum {string}
         */
        JobStateEnum: "queued" | "running" | "done" | "failed" | "cancelled";
        /** @description Describes an answer; never reads one. */
        LabelFigures: {
            /** Format: double */
            f1: number;
            kind: components["schemas"]["LabelKindEnum"];
            label: string;
            /** Format: double */
            precision: number;
            /** Format: double */
            recall: number;
            right: number;
            said: number;
            support: number;
        };
        /**
         * @description * `intent` - intent
         *     * `answer` - answer
         *     * `none` - none
         * @enum {string}
         */
        LabelKindEnum: "intent" | "answer" | "none";
        /** @description Describes an answer; never reads one. */
        Lint: {
            findings: components["schemas"]["Finding"][];
            revision: number;
        };
        /** @description Describes an answer; never reads one. */
        Meaning: {
            by: components["schemas"]["ByEnum"];
            /** Format: double */
            confidence: number;
            kind: components["schemas"]["MeaningKindEnum"];
            name: string;
        };
        /**
         * @description * `intent` - intent
         *     * `answer` - answer
         * @enum {string}
         */
        MeaningKindEnum: "intent" | "answer";
        /** @description Describes an answer; never reads one. */
        Media: {
            content_type: string;
            id: string;
            size: number;
            title: string;
            url: string;
        };
        /** @description Describes an answer; never reads one. */
        MediaPage: {
            next: string | null;
            results: components["schemas"]["Media"][];
        };
        /** @description Describes an answer; never reads one. */
        Member: {
            /** Format: email */
            email: string;
            id: number;
            name: string;
            role: components["schemas"]["RoleEnum"];
            sign_in_link?: string | null;
        };
        /** @description Describes an answer; never reads one. */
        MemberPage: {
            next: string | null;
            results: components["schemas"]["Member"][];
        };
        /** @description Refuses unknown fields instead of ignoring them: a misspelt field is an error the caller can see. */
        NewBotRequest: {
            language?: string;
            name: string;
            slug?: string;
        };
        /** @description Refuses unknown fields instead of ignoring them: a misspelt field is an error the caller can see. */
        NewMemberRequest: {
            /** Format: email */
            email: string;
            /** @default editor */
            role: components["schemas"]["RoleEnum"];
        };
        /** @description Refuses unknown fields instead of ignoring them: a misspelt field is an error the caller can see. */
        NewRowRequest: {
            values: {
                [key: string]: unknown;
            };
        };
        /** @description Refuses unknown fields instead of ignoring them: a misspelt field is an error the caller can see. */
        NewSecretRequest: {
            name: string;
            value: string;
        };
        /** @description Describes an answer; never reads one. */
        NewToken: {
            /** Format: date-time */
            created_at: string;
            id: number;
            /** Format: date-time */
            last_used_at: string | null;
            /** Format: email */
            member: string;
            name: string;
            prefix: string;
            role: components["schemas"]["RoleEnum"];
            token: string;
        };
        /** @description Refuses unknown fields instead of ignoring them: a misspelt field is an error the caller can see. */
        NewTokenRequest: {
            /** @default  */
            name: string;
            role?: components["schemas"]["RoleEnum"];
        };
        /** @description Refuses unknown fields instead of ignoring them: a misspelt field is an error the caller can see. */
        NewTryoutRequest: {
            language?: string;
            /** @description `{"flow", "node"?}`: begin there instead of at the start. */
            start?: {
                [key: string]: unknown;
            };
        };
        /** @description Describes an answer; never reads one. */
        NodeProblem: {
            code: string;
            count: number;
            detail: string;
            /** Format: date-time */
            first_at: string;
            flow: string;
            id: number;
            /** Format: date-time */
            last_at: string;
            node: string;
            read: boolean;
            step: string;
            version: number;
        };
        /**
         * @description * `add` - add
         *     * `set` - set
         *     * `remove` - remove
         *     * `move` - move
         * @enum {string}
         */
        OpEnum: "add" | "set" | "remove" | "move";
        /** @description Describes an answer; never reads one. */
        OperationBodyRequest: {
            base?: number;
            op: components["schemas"]["OpEnum"];
            part: string;
            path: string;
            value?: unknown;
        };
        /** @description Refuses unknown fields instead of ignoring them: a misspelt field is an error the caller can see. */
        OptionsRequest: {
            encoder?: boolean;
            out_of_scope?: components["schemas"]["OutOfScopeEnum"];
        };
        /**
         * @description * `detected` - detected
         *     * `taught` - taught
         * @enum {string}
         */
        OutOfScopeEnum: "detected" | "taught";
        /** @description Describes an answer; never reads one. */
        PartChange: {
            change: components["schemas"]["ChangeEnum"];
            part: string;
            places: {
                [key: string]: unknown;
            }[];
        };
        /** @description Refuses unknown fields instead of ignoring them: a misspelt field is an error the caller can see. */
        PatchedBotChangeRequest: {
            emblem?: string;
            name?: string;
        };
        /** @description Refuses unknown fields instead of ignoring them: a misspelt field is an error the caller can see. */
        PatchedMemberChangeRequest: {
            role?: components["schemas"]["RoleEnum"];
        };
        /** @description Refuses unknown fields instead of ignoring them: a misspelt field is an error the caller can see. */
        PatchedTryoutVariablesRequest: {
            variables?: {
                [key: string]: unknown;
            };
        };
        /** @description Describes an answer; never reads one. */
        Problem: {
            code: string;
            detail: string;
            problems?: {
                [key: string]: unknown;
            }[];
            status: number;
            title: string;
            type: string;
        };
        /** @description Describes an answer; never reads one. */
        ProblemPage: {
            next: string | null;
            results: components["schemas"]["NodeProblem"][];
        };
        /** @description Describes an answer; never reads one. */
        ProblemsRead: {
            read: number;
        };
        /** @description Refuses unknown fields instead of ignoring them: a misspelt field is an error the caller can see. */
        PublishingRequest: {
            /** @default false */
            force: boolean;
            /** @default  */
            note: string;
        };
        /** @description Describes an answer; never reads one. */
        Queue: {
            answers: boolean;
            hours: components["schemas"]["QueueHours"] | null;
            name: string;
            open: boolean;
        };
        /** @description Refuses unknown fields instead of ignoring them: a misspelt field is an error the caller can see. */
        QueueChangeRequest: {
            hours?: unknown;
            open: boolean;
        };
        /** @description Describes an answer; never reads one. */
        QueueHours: {
            closed: string[];
            days: string[][][];
            timezone: string;
        };
        /** @description Describes an answer; never reads one. */
        QueuePage: {
            next: string | null;
            results: components["schemas"]["Queue"][];
        };
        RasaMessage: {
            message: string;
            sender?: string;
        };
        RasaReply: {
            recipient_id: string;
            text?: string;
        }[];
        /** @description Refuses unknown fields instead of ignoring them: a misspelt field is an error the caller can see. */
        ReadRequest: {
            ids?: number[];
        };
        /**
         * @description * `fallback` - Fallback
         *     * `clarified` - Clarified
         *     * `unsure` - Unsure
         * @enum {string}
         */
        ReasonEnum: "fallback" | "clarified" | "unsure";
        /** @description Describes an answer; never reads one. */
        Recalled: {
            conversations: number;
        };
        /** @description Describes an answer; never reads one. */
        Replay: {
            build: string;
            next: number | null;
            same: boolean;
            turns: {
                [key: string]: unknown;
            }[];
        };
        /** @description Refuses unknown fields instead of ignoring them: a misspelt field is an error the caller can see. */
        ReplayRequest: {
            recompute?: boolean;
            since?: number;
            version?: number | null;
        };
        /** @description Describes an answer; never reads one. */
        Report: {
            bot: string | null;
            counts: {
                [key: string]: number;
            };
            findings: components["schemas"]["Finding"][];
            format: string;
            items: {
                [key: string]: unknown;
            }[];
        };
        /** @description Describes an answer; never reads one. */
        Restored: {
            revision: number;
        };
        /** @description Describes an answer; never reads one. */
        RestoredSuggestions: {
            restored: number;
        };
        /** @description Describes an answer; never reads one. */
        RestoredUnsure: {
            restored: number;
        };
        /** @description Refuses unknown fields instead of ignoring them: a misspelt field is an error the caller can see. */
        RewindRequest: {
            turn: number;
            version?: number | null;
        };
        /**
         * @description * `owner` - Owner
         *     * `admin` - Admin
         *     * `editor` - Editor
         *     * `agent` - Agent
         *     * `viewer` - Viewer
         * @enum {string}
         */
        RoleEnum: "owner" | "admin" | "editor" | "agent" | "viewer";
        /** @description Describes an answer; never reads one. */
        Row: {
            /** Format: date-time */
            created_at: string;
            id: number;
            /** Format: date-time */
            updated_at: string;
            values: {
                [key: string]: unknown;
            };
        };
        /** @description Describes an answer; never reads one. */
        RowPage: {
            next: string | null;
            results: components["schemas"]["Row"][];
        };
        /** @description Describes an answer; never reads one. */
        Scope: {
            /** Format: double */
            auroc: number | null;
            chosen: components["schemas"]["ScopePoint"];
            outside: number;
            points: components["schemas"]["ScopePoint"][];
            strangers: number;
            /** Format: double */
            threshold: number;
        };
        /** @description Describes an answer; never reads one. */
        ScopePoint: {
            /** Format: double */
            in_scope_accepted: number | null;
            /** Format: double */
            in_scope_accuracy: number | null;
            /** Format: double */
            oos_recall: number | null;
            /** Format: double */
            threshold: number;
        };
        /** @description Describes an answer; never reads one. */
        Secret: {
            name: string;
            /** Format: date-time */
            updated_at: string;
            updated_by: string;
        };
        /** @description Refuses unknown fields instead of ignoring them: a misspelt field is an error the caller can see. */
        SecretChangeRequest: {
            value: string;
        };
        /** @description Describes an answer; never reads one. */
        SecretPage: {
            next: string | null;
            results: components["schemas"]["Secret"][];
        };
        /** @description Describes an answer; never reads one. */
        Session: {
            csrf: string;
            member: components["schemas"]["SessionMember"] | null;
            workspace: components["schemas"]["SessionWorkspace"] | null;
        };
        /** @description Describes an answer; never reads one. */
        SessionMember: {
            /** Format: email */
            email: string;
            name: string;
            role: components["schemas"]["RoleEnum"];
        };
        /** @description Describes an answer; never reads one. */
        SessionWorkspace: {
            name: string;
            slug: string;
        };
        /** @description Describes an answer; never reads one. */
        Sheet: {
            count: number;
            guesses: {
                [key: string]: components["schemas"]["SheetGuess"];
            };
            kind: string | null;
            more_columns: number;
            name: string;
            rows: string[][];
        };
        /** @description Describes an answer; never reads one. */
        SheetColumn: {
            name: string;
            required: boolean;
        };
        /** @description Describes an answer; never reads one. */
        SheetGuess: {
            columns: {
                [key: string]: number;
            };
            languages: {
                [key: string]: number;
            };
        };
        /** @description Describes an answer; never reads one. */
        SheetKind: {
            columns: components["schemas"]["SheetColumn"][];
            kind: string;
            per_language: boolean;
        };
        /** @description Describes an answer; never reads one. */
        StepTypes: {
            next: string | null;
            results: {
                [key: string]: unknown;
            }[];
        };
        /** @description Describes an answer; never reads one. */
        StoredOperation: {
            actor: string;
            op: string;
            part: string;
            path: string;
            revision: number;
            tab: string;
            value?: unknown;
        };
        /** @description Describes an answer; never reads one. */
        Suggestion: {
            code: string;
            examples: components["schemas"]["SuggestionExample"][];
            fixes: components["schemas"]["SuggestionFix"][];
            id: string;
            intents: string[];
            language: string;
            /** Format: double */
            measure: number | null;
            message: string;
            pointer: string;
            severity: components["schemas"]["SuggestionSeverityEnum"];
        };
        /** @description Describes an answer; never reads one. */
        SuggestionExample: {
            intent: string;
            pointer: string;
            text: string;
        };
        /** @description Describes an answer; never reads one. */
        SuggestionFix: {
            code: components["schemas"]["CodeEnum"];
            operations: {
                [key: string]: unknown;
            }[];
            text?: string;
            title: string;
            to?: string;
        };
        /** @description Describes an answer; never reads one. */
        SuggestionPage: {
            /** Format: date-time */
            computed_at: string | null;
            dismissed: number;
            /** Format: uuid */
            job: string | null;
            next: string | null;
            results: components["schemas"]["Suggestion"][];
            revision: number;
            state: components["schemas"]["SuggestionPageStateEnum"];
        };
        /**
         * @description * `fresh` - fresh
         *     * `stale` - stale
         *     * `none` - none
         *     * `running` - running
         * @enum {string}
         */
        SuggestionPageStateEnum: "fresh" | "stale" | "none" | "running";
        /**
         * @description * `warning` - warning
         *     * `hint` - hint
         * @enum {string}
         */
        SuggestionSeverityEnum: "warning" | "hint";
        /** @description Describes an answer; never reads one. */
        TestCounts: {
            failed: number;
            passed: number;
        };
        /** @description Describes an answer; never reads one. */
        Token: {
            /** Format: date-time */
            created_at: string;
            id: number;
            /** Format: date-time */
            last_used_at: string | null;
            /** Format: email */
            member: string;
            name: string;
            prefix: string;
            role: components["schemas"]["RoleEnum"];
        };
        /** @description Describes an answer; never reads one. */
        TokenPage: {
            next: string | null;
            results: components["schemas"]["Token"][];
        };
        /**
         * @description * `never` - Never
         *     * `training` - Training
         *     * `stale` - Stale
         *     * `trained` - Trained
         * @enum {string}
         */
        TrainedEnum: "never" | "training" | "stale" | "trained";
        /** @description Describes an answer; never reads one. */
        TrainedLanguage: {
            answers?: number;
            bytes: number;
            encoder?: string | null;
            examples?: number;
            intents?: number;
            metrics: {
                [key: string]: number;
            };
        };
        /** @description Describes an answer; never reads one. */
        Training: {
            before: components["schemas"]["TrainingBefore"] | null;
            by: string;
            /** Format: date-time */
            created_at: string;
            current: boolean;
            failures: components["schemas"]["TrainingFailure"][];
            /** Format: uuid */
            job: string | null;
            kind: components["schemas"]["TrainingKindEnum"];
            languages: {
                [key: string]: components["schemas"]["TrainedLanguage"];
            };
            models: {
                [key: string]: string;
            };
            notes: string[];
            number: number;
            of: number | null;
            parts: {
                [key: string]: {
                    [key: string]: string;
                };
            };
            restorable: boolean;
            revision: number;
            /** Format: double */
            seconds: number;
        };
        /** @description Describes an answer; never reads one. */
        TrainingBefore: {
            languages: {
                [key: string]: components["schemas"]["TrainedLanguage"];
            };
            training: number;
        };
        /** @description Describes an answer; never reads one. */
        TrainingFailure: {
            detail: string;
            language: string;
            name: string;
            part: string;
            pointer: string;
        };
        /**
         * @description * `trained` - trained
         *     * `restored` - restored
         * @enum {string}
         */
        TrainingKindEnum: "trained" | "restored";
        /** @description Describes an answer; never reads one. */
        TrainingPage: {
            next: string | null;
            results: components["schemas"]["Training"][];
        };
        /** @description Describes an answer; never reads one. */
        Tryout: {
            conversation: string;
            last_seq: number;
            messages: {
                [key: string]: unknown;
            }[];
        };
        /** @description Refuses unknown fields instead of ignoring them: a misspelt field is an error the caller can see. */
        TryoutMessageRequest: {
            id: string;
            payload?: {
                [key: string]: unknown;
            };
            text?: string;
        };
        /** @description Describes an answer; never reads one. */
        TurnEvents: {
            events: {
                [key: string]: unknown;
            }[];
            turn: number;
        };
        /** @description Describes an answer; never reads one. */
        Understanding: {
            answers: {
                [key: string]: unknown;
            }[];
            corrected?: string;
            entities: {
                [key: string]: unknown;
            }[];
            in_scope: boolean;
            intent: string | null;
            intents: {
                [key: string]: unknown;
            }[];
            language: string;
            sentiment: {
                [key: string]: unknown;
            };
        };
        /** @description Describes an answer; never reads one. */
        UnsureGroup: {
            count: number;
            decided: {
                [key: string]: unknown;
            } | null;
            id: number;
            language: string;
            suggestion: components["schemas"]["Meaning"] | null;
            text: string;
            utterances: components["schemas"]["UnsureText"][];
        };
        /** @description Describes an answer; never reads one. */
        UnsurePage: {
            next: string | null;
            results: components["schemas"]["UnsureGroup"][];
            settings: {
                [key: string]: unknown;
            } | null;
            waiting: number;
        };
        /** @description Describes an answer; never reads one. */
        UnsureText: {
            /** Format: double */
            confidence: number;
            /** Format: uuid */
            conversation: string | null;
            count: number;
            /** Format: date-time */
            first_at: string;
            ids: number[];
            in_scope: boolean;
            intent: string | null;
            /** Format: date-time */
            last_at: string;
            reason: components["schemas"]["ReasonEnum"];
            text: string;
            version: number;
        };
        /** @description Describes an answer; never reads one. */
        UploadedFile: {
            file: {
                [key: string]: unknown;
            };
            token: string;
        };
        /** @description Describes an answer; never reads one. */
        Utterance: {
            /** Format: double */
            confidence: number;
            /** Format: double */
            in_scope: number;
            kind: components["schemas"]["LabelKindEnum"];
            pointer: string | null;
            right: boolean;
            said: string;
            text: string;
            wanted: string;
        };
        /** @description Describes an answer; never reads one. */
        UtteranceChange: {
            after: string;
            before: string;
            /** Format: double */
            confidence_after: number;
            /** Format: double */
            confidence_before: number;
            text: string;
            wanted: string;
        };
        /** @description Describes an answer; never reads one. */
        UtterancePage: {
            next: string | null;
            results: components["schemas"]["Utterance"][];
        };
        /** @description Refuses unknown fields instead of ignoring them: a misspelt field is an error the caller can see. */
        UtteranceRequest: {
            language?: string;
            text: string;
        };
        /** @description Describes an answer; never reads one. */
        Version: {
            /** Format: date-time */
            created_at: string;
            created_by: string;
            live: boolean;
            models: {
                [key: string]: string;
            };
            note: string;
            number: number;
            revision: number;
        };
        /** @description Describes an answer; never reads one. */
        VersionPage: {
            next: string | null;
            results: components["schemas"]["Version"][];
        };
        /** @description Describes an answer; never reads one. */
        WholeEvaluation: {
            count: number;
            /** Format: date-time */
            created_at: string;
            created_by: string;
            figures: components["schemas"]["Figures"];
            folds: number;
            /** Format: uuid */
            id: string;
            kind: components["schemas"]["EvaluationKindEnum"];
            language: string;
            models: {
                [key: string]: string;
            };
            options: {
                [key: string]: unknown;
            };
            /** Format: uuid */
            previous: string | null;
            report: components["schemas"]["EvaluationReport"];
            revision: number | null;
            seeds: number;
            tests: components["schemas"]["TestCounts"] | null;
            title: string;
            version: number | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    bots_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BotPage"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewBotRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BotSummary"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BotSummary"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_destroy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_partial_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedBotChangeRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BotSummary"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_answers_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BodyPage"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_answers_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_channels_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelPage"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_channels_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ChannelChangeRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Channel"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_content_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContentPage"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_content_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_conversations_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationPage"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_conversations_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationDetail"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_conversations_events_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventPage"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_conversations_events_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation: string;
                slug: string;
                turn: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TurnEvents"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_conversations_messages_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventPage"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_conversations_messages_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgentMessageRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentActed"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_conversations_replay_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replay"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_conversations_replay_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReplayRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replay"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_conversations_resolve_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ActRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentActed"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_conversations_rewind_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RewindRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationSummary"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_conversations_start_flow_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FlowStartRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentActed"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_conversations_takeover_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ActRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentActed"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_draft_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Document"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_draft_update: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the draft you have read. */
                "If-Match"?: string;
                /** @description Which of your tabs this is. */
                "X-BotBuilder-Tab"?: string;
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DocumentRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Document"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_draft_partial_update: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the draft you have read. */
                "If-Match"?: string;
                /** @description Which of your tabs this is. */
                "X-BotBuilder-Tab"?: string;
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OperationBodyRequest"][];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Changed"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_entities_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BodyPage"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_entities_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_evaluations_list: {
        parameters: {
            query?: {
                kind?: string;
                language?: string;
            };
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvaluationPage"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_evaluations_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AskedRequest"];
                "multipart/form-data": components["schemas"]["AskedWithFileRequest"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_evaluations_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                evaluation: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WholeEvaluation"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_evaluations_destroy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                evaluation: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_evaluations_compare_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                after: string;
                evaluation: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comparison"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_evaluations_utterances_list: {
        parameters: {
            query?: {
                q?: string;
                said?: string;
                wanted?: string;
                wrong?: string;
            };
            header?: never;
            path: {
                evaluation: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UtterancePage"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_export_retrieve: {
        parameters: {
            query?: {
                format?: string;
                language?: string;
                languages?: string;
                media?: boolean;
                report?: boolean;
                version?: string;
            };
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/gzip": string;
                    "application/json": components["schemas"]["Document"];
                    "application/zip": string;
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_flows_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BodyPage"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_flows_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_handoffs_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandoffPage"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_intents_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BodyPage"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_intents_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_learning_list: {
        parameters: {
            query?: {
                language?: string;
                state?: "accepted" | "ignored" | "waiting";
            };
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnsurePage"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_learning_destroy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_learning_accept_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of your tabs this is. */
                "X-BotBuilder-Tab"?: string;
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptanceRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcceptedUnsure"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_learning_ignore_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChosenRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IgnoredUnsure"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_learning_restore_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChosenRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RestoredUnsure"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_lint_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lint"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_media_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MediaPage"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_media_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["FileUploadRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Media"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_media_destroy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                digest: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_parse_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UtteranceRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Understanding"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_problems_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemPage"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_problems_read_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReadRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemsRead"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_publish_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PublishingRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Version"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_queues_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueuePage"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_queues_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                queue: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QueueChangeRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Queue"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_stories_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BodyPage"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_stories_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_suggestions_list: {
        parameters: {
            query?: {
                dismissed?: boolean;
                language?: string;
            };
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuggestionPage"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_suggestions_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["AskedSuggestionsRequest"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_suggestions_dismiss_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChosenSuggestionsRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DismissedSuggestions"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_suggestions_restore_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChosenSuggestionsRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RestoredSuggestions"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_tables_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BodyPage"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_tables_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_tables_rows_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RowPage"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_tables_rows_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRowRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Row"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_tables_rows_destroy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
                row: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_tests_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BodyPage"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_tests_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_train_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_trainings_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrainingPage"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_trainings_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Training"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_trainings_restore_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Training"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_tryout_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NewTryoutRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tryout"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_tryout_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tryout"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_tryout_files_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["FileUploadRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadedFile"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_tryout_messages_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TryoutMessageRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tryout"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_tryout_rewind_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RewindRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tryout"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_tryout_variables_partial_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedTryoutVariablesRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tryout"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_variables_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BodyPage"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_variables_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_versions_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionPage"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_versions_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Document"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_versions_diff_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
                other: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Diff"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_versions_recall_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Recalled"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_versions_restore_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Restored"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_import_create: {
        parameters: {
            query?: {
                action_server?: string;
                columns?: string;
                format?: string;
                publish?: boolean;
                replace?: boolean;
                sheets?: string;
                slug?: string;
            };
            header?: {
                Prefer?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DocumentRequest"];
                "multipart/form-data": components["schemas"]["FileUploadRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bots_import_preview_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["FileUploadRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportPreview"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    chat_open: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChatOpening"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatOpened"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    chat_send_file: {
        parameters: {
            query?: {
                name?: string;
            };
            header?: never;
            path: {
                conversation: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatFile"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    chat_read: {
        parameters: {
            query?: {
                after?: number;
            };
            header?: never;
            path: {
                conversation: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatReply"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    chat_say: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChatUtterance"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatReply"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    chat_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                folder: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    expression_language_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExpressionLanguage"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    formats_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Formats"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    jobs_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    jobs_cancel_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "media_._retrieve": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                digest: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/*": string;
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    members_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberPage"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    members_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewMemberRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    members_destroy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    members_partial_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedMemberChangeRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    members_sign_in_link_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "schema_bot.json_retrieve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/schema+json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    secrets_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecretPage"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    secrets_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSecretRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Secret"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    secrets_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SecretChangeRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Secret"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    secrets_destroy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    session_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    session_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CredentialsRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    session_destroy: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    step_types_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StepTypes"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    tokens_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenPage"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    tokens_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NewTokenRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewToken"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    tokens_destroy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rasa_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RasaMessage"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RasaReply"];
                };
            };
            /** @description What is wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
