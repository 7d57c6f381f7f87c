// The server's API as types; generated from server/openapi.json, never edited.

export interface paths {
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the process lives */
        get: operations["get_healthz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Counts and times for Prometheus */
        get: operations["get_metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the database answers */
        get: operations["get_readyz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who saw, exported and changed what */
        get: operations["get_audit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/board": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Open and overdue follow-ups counted */
        get: operations["get_board"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/board/trend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was open and overdue week by week */
        get: operations["get_board_trend"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A case */
        get: operations["get_cases_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The county's devices, and what waits there */
        get: operations["get_devices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/devices/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cuts a device off */
        post: operations["post_devices_id_revoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Evidence photos, the last that arrived first */
        get: operations["get_evidence"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evidence/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One photo with its verdict */
        get: operations["get_evidence_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evidence/{id}/bundle.zip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Picture, record, key and chain for an auditor; logged */
        get: operations["get_evidence_id_bundle_zip"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evidence/{id}/explanation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Explains a doubtful point */
        post: operations["post_evidence_id_explanation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evidence/{id}/photo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The picture, or a range of it; logged */
        get: operations["get_evidence_id_photo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evidence/{id}/thumb": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The thumbnail */
        get: operations["get_evidence_id_thumb"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The files that the caller asked for, the newest first */
        get: operations["get_exports"];
        put?: never;
        /** Asks for a file to be made */
        post: operations["post_exports"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far a file is */
        get: operations["get_exports_id"];
        put?: never;
        post?: never;
        /** Cancels or erases a file */
        delete: operations["delete_exports_id"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The file; each download is logged */
        get: operations["get_exports_id_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/board.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A board as CSV; logged */
        get: operations["get_exports_board_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/board.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A board as XLSX; logged */
        get: operations["get_exports_board_xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/columns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The columns that a file can have */
        get: operations["get_exports_columns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/queue.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A queue as CSV; logged */
        get: operations["get_exports_queue_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/queue.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A queue as XLSX; logged */
        get: operations["get_exports_queue_xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/facts/{id}/retract": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withdraws a fact of one's own */
        post: operations["post_facts_id_retract"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begins an upload, with its first bytes if they come along */
        post: operations["post_files"];
        delete?: never;
        /** What of tus is spoken here */
        options: operations["options_files"];
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/files/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Does what X-HTTP-Method-Override says */
        post: operations["post_files_id"];
        /** Ends an upload */
        delete: operations["delete_files_id"];
        /** What of tus is spoken here */
        options: operations["options_files_id"];
        /** Where an upload stands */
        head: operations["head_files_id"];
        /** Takes bytes from where the upload stands */
        patch: operations["patch_files_id"];
        trace?: never;
    };
    "/v1/follow-ups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Follow-ups of an area, in any order */
        get: operations["get_follow_ups"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/follow-ups/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a follow-up up */
        post: operations["post_follow_ups_id_accept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/follow-ups/{id}/done": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says that it is done */
        post: operations["post_follow_ups_id_done"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/follow-ups/{id}/reassign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hands it on */
        post: operations["post_follow_ups_id_reassign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/follow-ups/{id}/send-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends it back */
        post: operations["post_follow_ups_id_send_back"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/follow-ups/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** One act on many follow-ups, each judged on its own */
        post: operations["post_follow_ups_bulk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/forms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The editions of the county's forms */
        get: operations["get_forms"];
        put?: never;
        /** Takes a form in */
        post: operations["post_forms"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/forms/{form}/{edition}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The definition of an edition */
        get: operations["get_forms_form_edition"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/forms/{form}/{edition}/audience": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Opens an edition to an audience, or withdraws it */
        put: operations["put_forms_form_edition_audience"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/forms/{form}/{edition}/form.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An edition as XLSForm */
        get: operations["get_forms_form_edition_form_xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/forms/{form}/{edition}/form.xml": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An edition as XForms */
        get: operations["get_forms_form_edition_form_xml"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/forms/{form}/results.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The answers to a form as CSV; logged */
        get: operations["get_forms_form_results_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/forms/{form}/results.geojson": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The answers to a form as GeoJSON; logged */
        get: operations["get_forms_form_results_geojson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/forms/{form}/results.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The answers to a form as XLSX; logged */
        get: operations["get_forms_form_results_xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a file */
        post: operations["post_imports_kind"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{kind}/template.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A workbook to begin a file with */
        get: operations["get_imports_kind_template_xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/indicators": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Indicators with definitions and targets */
        get: operations["get_indicators"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/indicators/{key}/children": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The named children behind an indicator; logged */
        get: operations["get_indicators_key_children"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ledgers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ledgers, their columns, and how many children each holds */
        get: operations["get_ledgers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ledgers/{ledger}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The children that a ledger holds */
        get: operations["get_ledgers_ledger"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Events that tell when something changed */
        get: operations["get_live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who the caller is */
        get: operations["get_me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/moves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was moved between workers, the last first */
        get: operations["get_moves"];
        put?: never;
        /** Moves a class, school or region from one worker to another */
        post: operations["post_moves"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document */
        get: operations["get_openapi_json"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/overdue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Overdue follow-ups of a region or school */
        get: operations["get_overdue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/paper-templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The templates of documents that hold */
        get: operations["get_paper_templates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/paper-templates/{paper}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A template */
        get: operations["get_paper_templates_paper"];
        /** Puts a template in force, or the shipped one again */
        put: operations["put_paper_templates_paper"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/paper-templates/{paper}/try": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sets a template on invented data */
        post: operations["post_paper_templates_paper_try"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/papers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Documents that were issued, the last first */
        get: operations["get_papers"];
        put?: never;
        /** Draws a document up, or issues it with the next number */
        post: operations["post_papers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/papers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A document */
        get: operations["get_papers_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/papers/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancels a document */
        post: operations["post_papers_id_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/papers/{id}/pages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A document's pages as SVG */
        get: operations["get_papers_id_pages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/papers/{id}/paper.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A document as PDF */
        get: operations["get_papers_id_paper_pdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pull": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is new since a cursor */
        get: operations["get_pull"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/push": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes facts */
        post: operations["post_push"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/queue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Open follow-ups of owners */
        get: operations["get_queue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Rotates the refresh token */
        post: operations["post_refresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/regions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Regions and where they lie */
        get: operations["get_regions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/regions.geojson": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The shapes of the regions of a level as GeoJSON */
        get: operations["get_regions_geojson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/removals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirms that students are gone from a phone */
        post: operations["post_removals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is kept how long, and what is deleted next */
        get: operations["get_retention"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/roll-over": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Goes on to a new school year, or tells what that would be */
        post: operations["post_roll_over"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/roll-over/waiting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Children whose class went on without them; logged */
        get: operations["get_roll_over_waiting"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/roster": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The county's schools with classes and children counted */
        get: operations["get_roster"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The policy and the calendar that hold */
        get: operations["get_rules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rules/trial": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What another policy or calendar would change */
        post: operations["post_rules_trial"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/schools": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Schools and where they lie */
        get: operations["get_schools"];
        put?: never;
        /** Adds a school */
        post: operations["post_schools"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/schools/{id}": {
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
        /** Changes a school */
        patch: operations["patch_schools_id"];
        trace?: never;
    };
    "/v1/schools/{id}/classes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The classes of a school */
        get: operations["get_schools_id_classes"];
        put?: never;
        /** Adds a class */
        post: operations["post_schools_id_classes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Signs in */
        post: operations["post_sign_in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends the device's sessions */
        post: operations["post_sign_out"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/students": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Students of the caller's scopes */
        get: operations["get_students"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/students/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A student with state and timeline */
        get: operations["get_students_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/students/{id}/answers/{fact}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A filled form read back with labels */
        get: operations["get_students_id_answers_fact"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/students/{id}/erase-photos": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Deletes a student's photos for good; logged */
        post: operations["post_students_id_erase_photos"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/students/{id}/facts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Records what was done about a student */
        post: operations["post_students_id_facts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/students/{id}/identity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The full identity number; logged */
        get: operations["get_students_id_identity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The county's accounts */
        get: operations["get_workers"];
        put?: never;
        /** Adds an account */
        post: operations["post_workers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One account, with what was and what there is */
        get: operations["get_workers_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes an account */
        patch: operations["patch_workers_id"];
        trace?: never;
    };
    "/v1/workers/{id}/assignments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Assigns a scope */
        post: operations["post_workers_id_assignments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workers/{id}/assignments/{assignment}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends an assignment */
        delete: operations["delete_workers_id_assignments_assignment"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workers/{id}/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives an account a new password, told once */
        post: operations["post_workers_id_password"];
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
        Answers: {
            edition: number;
            form: string;
            language: string;
            nodes: {
                label: string;
                path: string;
                text: string;
                value: unknown;
            }[];
            title: string;
        };
        Assign: {
            scope: string;
        };
        Assignment: {
            /** Format: uuid */
            id: string;
            scope: {
                /** Format: uuid */
                class: string;
            } | {
                /** Format: uuid */
                school: string;
            } | {
                region: string;
            } | {
                department: [
                    string,
                    "education" | "civil_affairs" | "justice" | "human_resources" | "market_regulation" | "public_security" | "culture" | "comprehensive_management" | "youth_league" | "womens_federation" | "disabled_federation" | "community"
                ];
            };
        };
        Audience: {
            /** Format: date */
            from?: string;
            region: string;
            roles?: ("teacher" | "principal" | "committee" | "township" | "department" | "supervisor" | "administrator")[];
            /** Format: date */
            until?: string;
        };
        Audit: {
            actions?: string[];
            after?: number;
            entries: {
                action: string;
                /** Format: date-time */
                at: string;
                detail: string;
                /** Format: uuid */
                device: string | null;
                hash: string;
                resource: string;
                seq: number;
                /** Format: uuid */
                worker: string | null;
            }[];
        };
        Board: {
            /** Format: date-time */
            as_of: string;
            rows: {
                age_0: number;
                age_1_3: number;
                age_4_7: number;
                age_8_30: number;
                age_over_30: number;
                key: string;
                name: string | null;
                /** Format: date-time */
                oldest_due_at: string | null;
                open: number;
                overdue: number;
            }[];
            totals: {
                age_0: number;
                age_1_3: number;
                age_4_7: number;
                age_8_30: number;
                age_over_30: number;
                /** Format: date-time */
                oldest_due_at: string | null;
                open: number;
                overdue: number;
            };
        };
        BulkAct: {
            /** @enum {string} */
            act: "accept" | "send_back" | "reassign";
            ids: string[];
            reason?: string;
            to?: string | null;
        };
        BulkAnswer: {
            results: {
                /** Format: uuid */
                fact?: string;
                /** Format: uuid */
                id: string;
                problem?: components["schemas"]["Problem"];
            }[];
        };
        Calendar: {
            holidays: string[];
            made_up: string[];
            terms: {
                /** Format: date */
                first: string;
                /** Format: date */
                last: string;
            }[];
        };
        Case: {
            /** Format: date */
            absent_since: string | null;
            /** Format: date-time */
            closed_at: string | null;
            concerns: ("truancy" | "unexplained_absence" | "no_effective_guardian" | "bad_behaviour" | "school_aversion" | "hardship" | "child_labour" | "early_marriage" | "illness_or_disability" | "unsuitable_venue" | "guardian_refuses" | "not_visited" | "broken_promise" | "other")[];
            follow_ups: components["schemas"]["CaseFollowUp"][];
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            opened_at: string;
            opened_by: string;
            risk: components["schemas"]["Risk"];
            step: number | null;
            /** Format: uuid */
            student: string;
            /** Format: date */
            watched_until: string | null;
        };
        CaseAnswer: {
            /** Format: date-time */
            as_of: string;
            case: components["schemas"]["Case"];
            missing: components["schemas"]["MissingProof"][];
            names: components["schemas"]["PlaceNames"];
            promises: components["schemas"]["Promise"][];
            referrals: components["schemas"]["Referral"][];
            /** @enum {string} */
            status: "not_enrolled" | "enrolled" | "suspended" | "deferred" | "exempt" | "home_tuition" | "suspected_dropout" | "dropped_out" | "returned" | "transferred" | "graduated" | "deceased";
            student: components["schemas"]["StudentName"];
        };
        CaseFollowUp: {
            /** Format: uuid */
            accepted_by: string | null;
            /** Format: uuid */
            case: string;
            /** Format: date-time */
            closed_at: string | null;
            /** Format: date-time */
            due_at: string;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            opened_at: string;
            owner: string;
            /** Format: uuid */
            proof: string | null;
            /** @enum {string} */
            reason: "ladder" | "retry_visit" | "concern_raised" | "broken_promise" | "not_visited" | "no_guardian" | "watch";
            required: ("absence_report" | "visit_met_adult" | "two_tries" | "joint_visit" | "contact_reached" | "dropout_report" | "promise_kept" | "order_served" | "penalty_served" | "litigation_filed" | "any_visit" | "word")[];
            sent_back: string | null;
            /** @enum {string} */
            state: "open" | "accepted" | "done" | "sent_back" | "cancelled";
            step: number | null;
            /** Format: uuid */
            student: string;
        };
        Class: {
            grade: number;
            /** Format: uuid */
            id: string;
            number: number;
            /** Format: uuid */
            school: string;
            year: number;
        };
        ClassName: {
            grade: number | null;
            /** Format: uuid */
            id: string;
            number: number | null;
        };
        Colleague: {
            /** Format: uuid */
            id: string;
            name: string;
            /** @enum {string} */
            role: "teacher" | "principal" | "committee" | "township" | "department" | "supervisor" | "administrator";
        };
        Devices: {
            /** Format: uuid */
            after?: string;
            devices: {
                /** Format: date-time */
                enrolled_at: string;
                has_key: boolean;
                /** Format: uuid */
                id: string;
                /** Format: date-time */
                last_push_at: string | null;
                /** Format: date-time */
                last_seen_at: string;
                name: string;
                removals: number;
                /** Format: date-time */
                revoked_at: string | null;
                /** @enum {string} */
                role: "teacher" | "principal" | "committee" | "township" | "department" | "supervisor" | "administrator";
                username: string;
                waiting: {
                    photos: number;
                    removals: number;
                    uploads: number;
                };
                /** Format: uuid */
                worker: string;
                worker_name: string;
            }[];
        };
        Done: {
            note?: string;
            /** Format: uuid */
            proof?: string | null;
        };
        DrawnPaper: {
            pages: string[];
            paper: components["schemas"]["Paper"];
        };
        Erased: {
            erased: number;
            /** Format: uuid */
            student: string;
        };
        Erasure: {
            reason: string;
        };
        Explained: {
            /** Format: uuid */
            fact: string;
            /** Format: uuid */
            photo: string;
        };
        Explanation: {
            note: string;
        };
        Export: {
            asked: components["schemas"]["Wish"] | null;
            /** Format: date-time */
            asked_at: string;
            /** Format: date-time */
            begun_at: string | null;
            bytes: number | null;
            done: number;
            /** Format: date-time */
            ended_at: string | null;
            /** Format: date-time */
            expires_at: string | null;
            /** Format: uuid */
            id: string;
            name: string | null;
            problem: string | null;
            /** @enum {string} */
            state: "queued" | "running" | "done" | "failed" | "cancelled" | "expired";
            total: number | null;
        };
        ExportColumns: {
            columns: {
                key: string;
                masked: boolean;
                name: string;
                shown: boolean;
            }[];
            has_places: boolean;
            may_unmask: boolean;
            reason_letters: number;
        };
        Exports: {
            exports: components["schemas"]["Export"][];
            /** Format: uuid */
            next: string | null;
        };
        Fact: {
            /** Format: uuid */
            author: string;
            county: string;
            /** Format: uuid */
            device: string;
            /** Format: date-time */
            entered_at: string;
            /** Format: date-time */
            happened_at: string;
            hlc: number;
            /** Format: uuid */
            id: string;
            kind: string;
            payload: Record<string, unknown>;
            /** Format: uuid */
            student?: string;
            version: number;
        };
        FieldState: {
            conflicts: {
                /** Format: date-time */
                at: string;
                /** Format: uuid */
                by: string;
                /** Format: uuid */
                fact: string;
                value: unknown;
            }[];
            shown: {
                /** Format: date-time */
                at: string;
                /** Format: uuid */
                by: string;
                /** Format: uuid */
                fact: string;
                value: unknown;
            };
        };
        FileNote: {
            /** @enum {string} */
            ask: "wanted" | "deleted";
            sha256: string;
        };
        Finding: {
            code: string;
            column: string;
            fault: boolean;
            message: string;
            row: number;
            sheet: string;
        };
        FollowUp: {
            /** Format: uuid */
            accepted_by: string | null;
            /** Format: uuid */
            case: string;
            class: components["schemas"]["ClassName"];
            days_late: number;
            /** Format: date-time */
            due_at: string;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            opened_at: string;
            overdue: boolean;
            owner: string;
            /** @enum {string} */
            reason: "ladder" | "retry_visit" | "concern_raised" | "broken_promise" | "not_visited" | "no_guardian" | "watch";
            required: ("absence_report" | "visit_met_adult" | "two_tries" | "joint_visit" | "contact_reached" | "dropout_report" | "promise_kept" | "order_served" | "penalty_served" | "litigation_filed" | "any_visit" | "word")[];
            risk: number;
            school: components["schemas"]["SchoolName"];
            sent_back: string | null;
            /** @enum {string} */
            state: "open" | "accepted" | "done" | "sent_back" | "cancelled";
            step: number | null;
            student: components["schemas"]["StudentName"];
            village: components["schemas"]["RegionName"];
        };
        FollowUpAnswer: {
            /** Format: date-time */
            due_at: string;
            /** Format: uuid */
            fact: string;
            /** Format: uuid */
            id: string;
            owner: string;
            /** @enum {string} */
            state: "open" | "accepted" | "done" | "sent_back" | "cancelled";
        };
        FollowUpRow: {
            /** Format: uuid */
            accepted_by: string | null;
            accepted_by_name: string | null;
            /** Format: uuid */
            case: string;
            class: components["schemas"]["ClassName"];
            /** Format: date-time */
            closed_at: string | null;
            days_late: number;
            /** Format: date-time */
            due_at: string;
            groups: ("poor_household" | "left_behind" | "in_difficulty" | "orphan" | "unattended" | "disability" | "migrant" | "single_parent" | "involved_in_case")[];
            /** Format: uuid */
            id: string;
            may: ("accept" | "complete" | "send_back" | "reassign")[];
            /** Format: date-time */
            opened_at: string;
            overdue: boolean;
            owner: string;
            owner_name: string | null;
            /** @enum {string} */
            reason: "ladder" | "retry_visit" | "concern_raised" | "broken_promise" | "not_visited" | "no_guardian" | "watch";
            required: ("absence_report" | "visit_met_adult" | "two_tries" | "joint_visit" | "contact_reached" | "dropout_report" | "promise_kept" | "order_served" | "penalty_served" | "litigation_filed" | "any_visit" | "word")[];
            risk: number;
            school: components["schemas"]["SchoolName"];
            school_name: string | null;
            sent_back: string | null;
            /** @enum {string} */
            state: "open" | "accepted" | "done" | "sent_back" | "cancelled";
            step: number | null;
            student: components["schemas"]["StudentName"];
            township_name: string | null;
            village: components["schemas"]["RegionName"];
            village_name: string | null;
        };
        FollowUps: {
            /** Format: date-time */
            as_of: string;
            next: string | null;
            rows: components["schemas"]["FollowUpRow"][];
            total: number | null;
        };
        FormEntry: {
            /** Format: date-time */
            added_at: string;
            /** Format: uuid */
            added_by: string | null;
            audience?: components["schemas"]["Audience"][];
            edition: number;
            /** @enum {string} */
            fact?: "visit" | "guardian_contact" | "absence_report" | "venue_report";
            form: string;
            is_published: boolean;
            title?: components["schemas"]["Texts"];
            version?: string;
        };
        FormReport: {
            applied: boolean;
            created: boolean;
            dry_run: boolean;
            edition: number | null;
            findings: components["schemas"]["Finding"][];
            form: string;
            version: string;
        };
        Forms: {
            forms: components["schemas"]["FormEntry"][];
        };
        Guardian: {
            away?: string;
            /** @enum {string} */
            channel?: "call" | "sms" | "wechat" | "in_person" | "written_notice";
            consent?: boolean;
            /** Format: uuid */
            id: string;
            name: string;
            phone?: string;
            /** @enum {string} */
            relation: "father" | "mother" | "grandparent" | "sibling" | "relative" | "institution" | "other";
        };
        Identity: {
            identity: string | null;
            /** Format: uuid */
            student: string;
        };
        ImportReport: {
            absent?: {
                count: number;
                listed: {
                    class: string;
                    name: string;
                }[];
            };
            applied: boolean;
            bad: number;
            changed: number;
            changes: {
                columns: {
                    column: string;
                    from: string | null;
                    to: string | null;
                }[];
                label: string;
                row: number;
                /** @enum {string} */
                what: "create" | "change";
            }[];
            created: number;
            dry_run: boolean;
            errors: {
                code: string;
                column: string;
                message: string;
                row: number;
            }[];
            generated?: {
                password: string;
                username: string;
            }[];
            good: number;
            /** @enum {string} */
            kind: "regions" | "schools" | "classes" | "calendar" | "policy" | "students" | "workers" | "cohorts" | "shapes";
            rows: number;
            unchanged: number;
            version?: number;
        };
        Indicator: {
            /** Format: date-time */
            as_of: string;
            cohort: number | null;
            /** @enum {string} */
            counts: "students" | "follow_ups" | "promises" | "referrals" | "returns" | "cohorts";
            definition: string;
            denominator: number;
            denominator_words: string;
            /** @enum {string} */
            group: "all" | "poor_household" | "left_behind" | "in_difficulty" | "orphan" | "unattended" | "disability" | "migrant" | "single_parent" | "involved_in_case";
            /** @enum {string} */
            indicator: "consolidation_rate" | "retention_rate" | "dropout_rate" | "return_rate" | "days_to_return_median" | "visits_done" | "follow_ups_overdue_0" | "follow_ups_overdue_1_3" | "follow_ups_overdue_4_7" | "follow_ups_overdue_8_30" | "follow_ups_overdue_over_30" | "promises_kept" | "referrals_in_time" | "reports_on_time";
            met: boolean | null;
            missing: number;
            name: string;
            named: boolean;
            numerator: number;
            numerator_words: string;
            period: {
                /** Format: date */
                from: string;
                /** Format: date */
                to: string;
            };
            target: number | null;
            /** @enum {string} */
            unit: "percent" | "days";
            value: number | null;
            wants: ("most" | "least") | null;
        };
        IndicatorChild: {
            about: {
                /** Format: date-time */
                at: string | null;
                /** Format: date-time */
                done_at: string | null;
                /** Format: date-time */
                due_at: string | null;
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                kind: "follow_up" | "promise" | "referral" | "return";
            } | null;
            class: components["schemas"]["ClassName"];
            groups: ("poor_household" | "left_behind" | "in_difficulty" | "orphan" | "unattended" | "disability" | "migrant" | "single_parent" | "involved_in_case")[];
            /** Format: uuid */
            open_case: string | null;
            risk: number;
            school: components["schemas"]["SchoolName"];
            /** @enum {string} */
            status: "not_enrolled" | "enrolled" | "suspended" | "deferred" | "exempt" | "home_tuition" | "suspected_dropout" | "dropped_out" | "returned" | "transferred" | "graduated" | "deceased";
            step: number | null;
            student: components["schemas"]["StudentName"];
            village: components["schemas"]["RegionName"];
        };
        IndicatorChildren: {
            /** Format: date-time */
            as_of: string;
            hidden: number;
            named: boolean;
            next: string | null;
            rows: components["schemas"]["IndicatorChild"][];
            total: number;
        };
        Indicators: components["schemas"]["Indicator"][];
        LedgerPage: {
            /** Format: date-time */
            as_of: string;
            next: string | null;
            rows: components["schemas"]["LedgerRow"][];
            total: number | null;
        };
        LedgerRow: {
            /** Format: date */
            born: string;
            class: components["schemas"]["ClassName"];
            days_absent: number | null;
            groups: ("poor_household" | "left_behind" | "in_difficulty" | "orphan" | "unattended" | "disability" | "migrant" | "single_parent" | "involved_in_case")[];
            guardian: string | null;
            identity: string;
            /** Format: date-time */
            last_contact_at: string | null;
            /** Format: date-time */
            last_visit_at: string | null;
            /** Format: uuid */
            open_case: string | null;
            phone: string | null;
            /** Format: date */
            promise: string | null;
            relation: ("father" | "mother" | "grandparent" | "sibling" | "relative" | "institution" | "other") | null;
            school: components["schemas"]["SchoolName"];
            /** @enum {string} */
            sex: "female" | "male";
            /** Format: date */
            since: string | null;
            /** @enum {string} */
            status: "not_enrolled" | "enrolled" | "suspended" | "deferred" | "exempt" | "home_tuition" | "suspected_dropout" | "dropped_out" | "returned" | "transferred" | "graduated" | "deceased";
            step: number | null;
            student: components["schemas"]["StudentName"];
            student_number: string;
            township: components["schemas"]["RegionName"];
            village: components["schemas"]["RegionName"];
        };
        Ledgers: {
            /** Format: date-time */
            as_of: string;
            columns: {
                /** @enum {string} */
                holds: "text" | "number" | "day" | "moment";
                /** @enum {string} */
                key: "name" | "sex" | "born" | "identity" | "student_number" | "school" | "class" | "township" | "village" | "guardian" | "phone" | "groups" | "status" | "since" | "last_visit" | "last_contact" | "step" | "days_absent" | "promise";
                masked: boolean;
                name: string;
                shown: boolean;
            }[];
            ledgers: {
                holds: string;
                /** @enum {string} */
                key: "school_age" | "suspected_dropouts" | "dropouts";
                name: string;
                source: string;
                total: number;
            }[];
            may_export: boolean;
            may_unmask: boolean;
            reason_letters: number;
        };
        ListedStudent: {
            class: components["schemas"]["ClassName"];
            groups: ("poor_household" | "left_behind" | "in_difficulty" | "orphan" | "unattended" | "disability" | "migrant" | "single_parent" | "involved_in_case")[];
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            last_visit_at: string | null;
            name: string;
            /** Format: uuid */
            open_case: string | null;
            risk: number;
            school: components["schemas"]["SchoolName"];
            /** @enum {string} */
            status: "not_enrolled" | "enrolled" | "suspended" | "deferred" | "exempt" | "home_tuition" | "suspected_dropout" | "dropped_out" | "returned" | "transferred" | "graduated" | "deceased";
            step: number | null;
            student_number: string;
            village: components["schemas"]["RegionName"];
            /** Format: date-time */
            visit_due_at: string | null;
            waiting: ("enrolment" | "completion" | "referral") | null;
        };
        Me: {
            county: string;
            /** Format: uuid */
            device: string;
            may: string[];
            /** Format: date-time */
            now: string;
            scope: components["schemas"]["Assignment"][];
            worker: components["schemas"]["Colleague"];
        };
        MissingProof: {
            any_of: ("absence_report" | "visit_met_adult" | "two_tries" | "joint_visit" | "contact_reached" | "dropout_report" | "promise_kept" | "order_served" | "penalty_served" | "litigation_filed" | "any_visit" | "word")[];
            days_late: number;
            /** Format: uuid */
            follow_up: string;
            may: ("accept" | "complete" | "send_back" | "reassign")[];
            overdue: boolean;
            owner: string;
            step: number | null;
        };
        Moved: {
            /** Format: date-time */
            at: string;
            dry_run: boolean;
            follow_ups: number;
            from: components["schemas"]["WorkerName"];
            /** Format: uuid */
            id: string | null;
            owner: string;
            owner_name: string | null;
            phones: {
                /** Format: uuid */
                device: string;
                /** Format: date-time */
                last_seen_at: string;
                name: string;
                students: number;
                /** Format: uuid */
                worker: string;
                worker_name: string | null;
            }[];
            reason: string;
            students: number;
            to: components["schemas"]["WorkerName"];
        };
        Moves: {
            moves: {
                /** Format: date-time */
                at: string;
                by: components["schemas"]["WorkerName"];
                follow_ups: number;
                from: components["schemas"]["WorkerName"];
                /** Format: uuid */
                id: string;
                owner: string;
                owner_name: string | null;
                reason: string;
                still_on: {
                    /** Format: uuid */
                    device: string;
                    /** Format: date-time */
                    last_seen_at: string;
                    name: string;
                    /** Format: date-time */
                    since: string;
                    students: number;
                    /** Format: uuid */
                    worker: string;
                    worker_name: string | null;
                }[];
                students: number;
                to: components["schemas"]["WorkerName"];
            }[];
            next: string | null;
        };
        NewClass: {
            grade: number;
            number: number;
            year: number;
        };
        NewFact: {
            /** Format: date-time */
            happened_at?: string | null;
            /** @enum {string} */
            kind: "visit" | "guardian_contact" | "absence_report" | "return_to_class" | "promise_settled" | "profile_edit" | "status_request" | "status_check" | "status_approval" | "dropout_report" | "follow_up_accepted" | "follow_up_done" | "follow_up_sent_back" | "follow_up_reassigned" | "referral_sent" | "referral_answered" | "reminder_set" | "reminder_done" | "venue_report" | "evidence_photo" | "evidence_explained" | "notice_served" | "amendment" | "retraction" | "draft_discarded";
            payload: Record<string, unknown>;
        };
        NewMove: {
            /** Format: uuid */
            class?: string | null;
            dry_run?: boolean;
            /** Format: uuid */
            from: string;
            owner?: string | null;
            reason: string;
            /** Format: uuid */
            school?: string | null;
            /** Format: uuid */
            to: string;
            village?: string | null;
        };
        NewPaper: {
            dry_run?: boolean;
            fields?: {
                contact?: string;
                facts?: string;
                guardian?: string;
                issuer?: string;
                note?: string;
                place?: string;
                return_by?: string;
            };
            /** @enum {string} */
            kind: "order" | "visit_record" | "case_file" | "monthly_report";
            month?: string | null;
            /** Format: uuid */
            school?: string | null;
            /** Format: uuid */
            student?: string | null;
            /** Format: uuid */
            visit?: string | null;
        };
        NewPaperTemplate: {
            body?: string | null;
            numbers?: string | null;
        };
        NewPassword: {
            password: string;
            username: string;
        };
        NewSchool: {
            code: string;
            lat?: number | null;
            lon?: number | null;
            name: string;
            region: string;
        };
        NewWorker: {
            name: string;
            password?: string | null;
            /** @enum {string} */
            role: "teacher" | "principal" | "committee" | "township" | "department" | "supervisor" | "administrator";
            scope?: string[];
            username: string;
        };
        NewYear: {
            dry_run?: boolean;
            /** Format: uuid */
            school?: string | null;
            year: number;
        };
        Opening: {
            audience: components["schemas"]["Audience"][];
        };
        Overdue: {
            /** Format: date-time */
            as_of: string;
            items: components["schemas"]["FollowUp"][];
            next: string | null;
        };
        Page: {
            calendar?: components["schemas"]["Calendar"];
            classes?: components["schemas"]["Class"][];
            cursor: {
                own: number;
                rank: number;
                seq: number;
            };
            entries?: number;
            facts?: components["schemas"]["Fact"][];
            files?: components["schemas"]["FileNote"][];
            forms?: components["schemas"]["Publication"][];
            more?: boolean;
            /** Format: date-time */
            now: string;
            policy?: Record<string, unknown>;
            regions?: components["schemas"]["Region"][];
            removed?: string[];
            schools?: components["schemas"]["School"][];
            scope?: components["schemas"]["Assignment"][];
            students?: components["schemas"]["Student"][];
            workers?: components["schemas"]["Colleague"][];
        };
        Paper: {
            cancel_reason: string | null;
            /** Format: date-time */
            cancelled_at: string | null;
            /** Format: date */
            day: string;
            /** Format: uuid */
            id: string | null;
            /** @enum {string} */
            kind: "order" | "visit_record" | "case_file" | "monthly_report";
            /** Format: date-time */
            made_at: string | null;
            /** Format: uuid */
            made_by: string;
            made_by_name: string | null;
            month: string | null;
            number: string | null;
            /** Format: uuid */
            school: string | null;
            school_name: string | null;
            /** Format: uuid */
            student: string | null;
            student_name: string | null;
            template_version: number;
            title: string;
            /** Format: uuid */
            visit: string | null;
        };
        PaperPages: {
            pages: string[];
        };
        Papers: {
            next: string | null;
            rows: components["schemas"]["Paper"][];
        };
        PaperTemplate: {
            /** Format: date-time */
            at: string | null;
            /** Format: uuid */
            author: string | null;
            body: string;
            /** @enum {string} */
            kind: "order" | "visit_record" | "case_file" | "monthly_report";
            numbers: string;
            shipped: boolean;
            shipped_body: string;
            title: string;
            version: number;
        };
        PaperTemplates: {
            templates: {
                /** Format: date-time */
                at: string | null;
                /** Format: uuid */
                author: string | null;
                /** @enum {string} */
                kind: "order" | "visit_record" | "case_file" | "monthly_report";
                numbers: string;
                shipped: boolean;
                title: string;
                version: number;
            }[];
        };
        PaperTrial: {
            faults: {
                column: number | null;
                hint: string;
                line: number | null;
                message: string;
            }[];
            pages: string[];
        };
        Photo: {
            /** Format: date-time */
            arrived_at: string;
            /** Format: uuid */
            author: string;
            author_name: string | null;
            bytes: number;
            /** Format: uuid */
            device: string;
            doubts: number;
            explanations: {
                /** Format: date-time */
                at: string;
                /** Format: uuid */
                author: string;
                /** Format: uuid */
                fact: string;
                note: string;
            }[];
            /** @enum {string} */
            file: "awaited" | "whole" | "missing" | "deleted";
            height: number;
            held_back: boolean;
            /** Format: uuid */
            id: string;
            number: number | null;
            /** Format: uuid */
            of: string;
            place: components["schemas"]["Place"] | null;
            points: components["schemas"]["VerdictPoint"][];
            sha256: string;
            /** Format: uuid */
            student: string | null;
            /** Format: date-time */
            taken_at: string | null;
            thumb: ("awaited" | "whole" | "missing" | "deleted") | null;
            width: number;
            /** Format: uuid */
            withdrawn: string | null;
        };
        Photos: {
            /** Format: date-time */
            as_of: string;
            items: components["schemas"]["Photo"][];
            next: string | null;
        };
        Place: {
            accuracy: number;
            lat: number;
            lon: number;
        };
        PlaceNames: {
            class: string | null;
            school: string | null;
            township: string | null;
            village: string | null;
        };
        Problem: {
            code: string;
            detail: string;
            request_id?: string;
            retryable: boolean;
            status: number;
            title: string;
            type: string;
            violations?: components["schemas"]["Violation"][];
        };
        Promise: {
            /** Format: date */
            by: string;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            made_at: string;
            returns: boolean;
            /** Format: date-time */
            settled_at: string | null;
            /** @enum {string} */
            state: "pending" | "kept" | "broken";
            text: string;
        };
        Publication: {
            audience?: components["schemas"]["Audience"][];
            body: string;
            edition: number;
            form: string;
        };
        Push: {
            facts: components["schemas"]["Fact"][];
        };
        PushAnswer: {
            /** Format: date-time */
            now: string;
            receipts: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                outcome: "accepted" | "duplicate" | "refused";
                problem?: components["schemas"]["Violation"];
            }[];
        };
        Queue: {
            /** Format: date-time */
            as_of: string;
            items: components["schemas"]["FollowUp"][];
            next: string | null;
            open: number;
            overdue: number;
        };
        Reassign: {
            reason?: string;
            to: string;
        };
        Recorded: {
            /** Format: uuid */
            id: string;
        };
        Referral: {
            /** Format: date-time */
            answered_at: string | null;
            concern: ("truancy" | "unexplained_absence" | "no_effective_guardian" | "bad_behaviour" | "school_aversion" | "hardship" | "child_labour" | "early_marriage" | "illness_or_disability" | "unsuitable_venue" | "guardian_refuses" | "not_visited" | "broken_promise" | "other") | null;
            /** @enum {string} */
            department: "education" | "civil_affairs" | "justice" | "human_resources" | "market_regulation" | "public_security" | "culture" | "comprehensive_management" | "youth_league" | "womens_federation" | "disabled_federation" | "community";
            /** Format: date-time */
            due_at: string;
            /** Format: uuid */
            id: string;
            note: string;
            reason: string;
            /** Format: date-time */
            sent_at: string;
            /** Format: uuid */
            sent_by: string;
            /** @enum {string} */
            state: "sent" | "accepted" | "rejected" | "in_progress" | "done" | "returned";
        };
        Refresh: {
            refresh_token: string;
            signature?: string | null;
        };
        Region: {
            code: string;
            name: string;
            retired?: boolean;
        };
        RegionName: {
            code: string;
            name: string | null;
        };
        Regions: {
            code: string;
            lat: number | null;
            /** @enum {string} */
            level: "province" | "prefecture" | "county" | "township" | "village";
            lon: number | null;
            name: string;
            parent: string | null;
        }[];
        Reminder: {
            /** Format: uuid */
            author: string;
            channel: ("call" | "sms" | "wechat" | "in_person" | "written_notice") | null;
            /** Format: date-time */
            done_at: string | null;
            /** Format: date-time */
            due: string;
            /** Format: uuid */
            guardian: string | null;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            late: string;
            /** Format: date-time */
            opens: string;
            returned_after: boolean;
            /** @enum {string} */
            state: "planned" | "open" | "due" | "late" | "done" | "dropped";
            text: string;
        };
        Removal: {
            students: string[];
        };
        Retention: {
            /** Format: date-time */
            as_of: string;
            erased: number;
            held_back: number;
            held_back_days: number;
            kinds: {
                days: number;
                is_enforced: boolean;
                kind: string;
            }[];
            /** Format: date-time */
            last_deleted_at: string | null;
            /** Format: date-time */
            last_run_at: string | null;
            /** Format: date-time */
            next_at: string | null;
            photos: number;
            retention: number;
            soon: number;
        };
        Risk: {
            parts: {
                key: string;
                points: number;
            }[];
            total: number;
        };
        RollOver: {
            /** Format: date-time */
            at: string;
            dry_run: boolean;
            schools: {
                /** Format: date-time */
                before: string | null;
                classes: number;
                graduating: number;
                /** Format: uuid */
                id: string;
                moved: number;
                name: string;
                open: number;
                /** @enum {string} */
                state: "ready" | "done" | "done_before" | "blocked" | "no_classes";
                taken: {
                    children: number;
                    grade: number;
                    number: number;
                }[];
                teachers: number;
                waiting: number;
            }[];
            totals: {
                classes: number;
                graduating: number;
                moved: number;
                open: number;
                teachers: number;
                waiting: number;
            };
            year: number;
        };
        Roster: {
            schools: {
                classes: number;
                code: string;
                /** Format: uuid */
                id: string;
                name: string;
                region: string;
                region_name: string | null;
                students: number;
                waiting: number;
                year: number | null;
            }[];
            year: number | null;
        };
        Rules: {
            calendar: Record<string, unknown>;
            calendar_history: {
                by: {
                    /** Format: uuid */
                    id: string;
                    name: string | null;
                } | null;
                /** Format: date-time */
                since: string | null;
                version: number;
            }[];
            calendar_version: number;
            county: string;
            policy: Record<string, unknown>;
            policy_history: {
                by: {
                    /** Format: uuid */
                    id: string;
                    name: string | null;
                } | null;
                /** Format: date-time */
                since: string | null;
                version: number;
            }[];
            policy_version: number;
        };
        RulesTrial: {
            /** Format: date-time */
            as_of: string;
            changed: number;
            changes: {
                closed: number;
                moved: number;
                name: string;
                opened: number;
                status: ("not_enrolled" | "enrolled" | "suspended" | "deferred" | "exempt" | "home_tuition" | "suspected_dropout" | "dropped_out" | "returned" | "transferred" | "graduated" | "deceased")[];
                step: (number | null)[];
                /** Format: uuid */
                student: string;
            }[];
            closed: number;
            moved: number;
            opened: number;
            overdue: number[];
            statuses: number;
            steps: number;
            students: number;
        };
        School: {
            code: string;
            county: string;
            /** Format: uuid */
            id: string;
            name: string;
            place?: components["schemas"]["Place"];
            region: string;
        };
        SchoolChange: {
            lat?: number | null;
            lon?: number | null;
            name?: string | null;
            region?: string | null;
        };
        SchoolClasses: {
            classes: {
                grade: number;
                /** Format: uuid */
                id: string;
                number: number;
                students: number;
                teachers: {
                    /** Format: uuid */
                    id: string;
                    name: string | null;
                }[];
                year: number;
            }[];
            school: components["schemas"]["School"];
        };
        SchoolName: {
            /** Format: uuid */
            id: string;
            name: string | null;
        };
        Schools: {
            code: string;
            /** Format: uuid */
            id: string;
            lat: number | null;
            lon: number | null;
            name: string;
            region: string;
        }[];
        SendBack: {
            reason: string;
        };
        Session: {
            access_token: string;
            county: string;
            /** Format: uuid */
            device: string;
            /** Format: date-time */
            expires_at: string;
            /** Format: date-time */
            now: string;
            refresh_token: string;
            scope: components["schemas"]["Assignment"][];
            /** Format: uuid */
            subject: string;
            worker: components["schemas"]["Colleague"];
        };
        SignIn: {
            device?: {
                /** Format: date-time */
                at: string;
                /** Format: uuid */
                id: string;
                name: string;
                public_key: string;
                signature: string;
            } | null;
            password: string;
            username: string;
        };
        StatusView: {
            changes: {
                /** Format: date-time */
                approved_at: string | null;
                /** Format: date-time */
                at: string;
                /** Format: uuid */
                by: string;
                /** Format: date */
                from: string;
                reason: string;
                /** Format: uuid */
                request: string;
                /** @enum {string} */
                state: "requested" | "checked" | "approved" | "refused";
                /** @enum {string} */
                to: "not_enrolled" | "enrolled" | "suspended" | "deferred" | "exempt" | "home_tuition" | "suspected_dropout" | "dropped_out" | "returned" | "transferred" | "graduated" | "deceased";
            }[];
            /** @enum {string} */
            now: "not_enrolled" | "enrolled" | "suspended" | "deferred" | "exempt" | "home_tuition" | "suspected_dropout" | "dropped_out" | "returned" | "transferred" | "graduated" | "deceased";
        };
        Student: {
            address?: string;
            /** Format: date */
            birth_date: string;
            boarding?: boolean;
            /** Format: uuid */
            class: string;
            county: string;
            grade: number;
            groups?: ("poor_household" | "left_behind" | "in_difficulty" | "orphan" | "unattended" | "disability" | "migrant" | "single_parent" | "involved_in_case")[];
            guardians?: components["schemas"]["Guardian"][];
            home?: components["schemas"]["Place"];
            /** Format: uuid */
            id: string;
            identity_masked?: string;
            /** Format: date */
            known_since: string;
            name: string;
            /** Format: uuid */
            school: string;
            /** @enum {string} */
            sex: "female" | "male";
            /** @enum {string} */
            status: "not_enrolled" | "enrolled" | "suspended" | "deferred" | "exempt" | "home_tuition" | "suspected_dropout" | "dropped_out" | "returned" | "transferred" | "graduated" | "deceased";
            student_number?: string;
            village: string;
        };
        StudentAnswer: {
            /** Format: date-time */
            as_of: string;
            may: string[];
            names: components["schemas"]["PlaceNames"];
            state: components["schemas"]["StudentState"];
            student: components["schemas"]["Student"];
            timeline: components["schemas"]["TimelineEntry"][];
            waiting: ("enrolment" | "completion" | "referral") | null;
        };
        StudentName: {
            /** Format: uuid */
            id: string;
            name: string;
        };
        Students: {
            items: components["schemas"]["ListedStudent"][];
            next: string | null;
        };
        StudentState: {
            cases: components["schemas"]["Case"][];
            /** Format: date-time */
            last_contact_at: string | null;
            /** Format: date-time */
            last_visit_at: string | null;
            /** Format: date-time */
            next_change_at: string | null;
            profile: {
                [key: string]: components["schemas"]["FieldState"];
            };
            promises: components["schemas"]["Promise"][];
            referrals: components["schemas"]["Referral"][];
            reminders: components["schemas"]["Reminder"][];
            status: components["schemas"]["StatusView"];
            visit_due: components["schemas"]["VisitDue"] | null;
        };
        Texts: {
            [key: string]: string;
        };
        TimelineEntry: {
            /** Format: uuid */
            amended_by?: string;
            author: {
                /** Format: uuid */
                id: string;
                name?: string;
                /** @enum {string} */
                role?: "teacher" | "principal" | "committee" | "township" | "department" | "supervisor" | "administrator";
            };
            /** Format: uuid */
            device: string;
            entered?: Record<string, unknown>;
            /** Format: date-time */
            entered_at: string;
            /** Format: date-time */
            happened_at: string;
            /** Format: uuid */
            id: string;
            kind: string;
            payload: Record<string, unknown>;
            /** Format: date-time */
            received_at: string;
            /** Format: uuid */
            retracted_by?: string;
            unreadable?: boolean;
        };
        Trend: {
            /** Format: date-time */
            as_of: string;
            points: {
                /** Format: date-time */
                at: string;
                /** Format: date */
                day: string;
                open: number;
                overdue: number;
            }[];
        };
        TriedPaperTemplate: {
            body: string;
        };
        TriedRules: {
            calendar?: Record<string, unknown>;
            policy?: Record<string, unknown>;
        };
        VerdictPoint: {
            code: string;
            /** @enum {string} */
            finding: "passed" | "doubtful" | "open";
            text: string;
            /** @enum {string} */
            topic: "file" | "seal" | "chain" | "time" | "place" | "clock" | "original";
            with?: Record<string, unknown>;
        };
        Violation: {
            code: string;
            field: string;
            message: string;
        };
        VisitDue: {
            /** Format: date */
            due: string;
            /** Format: date-time */
            due_at: string;
            /** Format: date */
            opens: string;
        };
        WaitingChildren: {
            /** Format: uuid */
            next: string | null;
            rows: {
                class: string | null;
                name: string;
                /** @enum {string} */
                status: "not_enrolled" | "enrolled" | "suspended" | "deferred" | "exempt" | "home_tuition" | "suspected_dropout" | "dropped_out" | "returned" | "transferred" | "graduated" | "deceased";
                /** Format: uuid */
                student: string;
                student_number: string;
                village: string | null;
                /** @enum {string} */
                why: "waiting" | "open";
            }[];
        };
        WholeWorker: {
            devices: {
                has_key: boolean;
                /** Format: uuid */
                id: string;
                /** Format: date-time */
                last_seen_at: string;
                name: string;
                /** Format: date-time */
                revoked_at: string | null;
            }[];
            earlier: {
                /** Format: uuid */
                id: string;
                name: string | null;
                scope: {
                    /** Format: uuid */
                    class: string;
                } | {
                    /** Format: uuid */
                    school: string;
                } | {
                    region: string;
                } | {
                    department: [
                        string,
                        "education" | "civil_affairs" | "justice" | "human_resources" | "market_regulation" | "public_security" | "culture" | "comprehensive_management" | "youth_league" | "womens_federation" | "disabled_federation" | "community"
                    ];
                };
                /** Format: date-time */
                since: string;
                /** Format: date-time */
                until: string;
            }[];
            worker: components["schemas"]["Worker"];
        };
        Wish: {
            age?: string | null;
            by?: string | null;
            class?: string | null;
            columns?: string[];
            /** @enum {string} */
            format: "csv" | "xlsx" | "geojson";
            group?: string | null;
            indicator?: string | null;
            lang?: string;
            ledger?: string | null;
            owner?: string | null;
            part?: string | null;
            reason?: string | null;
            region?: string | null;
            school?: string | null;
            sort?: string | null;
            state?: string | null;
            step?: string | null;
            text?: string | null;
            unmask?: {
                reason: string;
            } | null;
            /** @enum {string} */
            what: "ledger" | "students" | "indicator" | "follow_ups" | "board";
        };
        Withdrawal: {
            reason: string;
        };
        Worker: {
            disabled: boolean;
            /** Format: uuid */
            id: string;
            name: string;
            password?: string;
            phones: number;
            /** @enum {string} */
            role: "teacher" | "principal" | "committee" | "township" | "department" | "supervisor" | "administrator";
            scope: components["schemas"]["Assignment"][];
            scope_names: (string | null)[];
            username: string;
        };
        WorkerChange: {
            disabled?: boolean | null;
            name?: string | null;
            password?: string | null;
            role?: ("teacher" | "principal" | "committee" | "township" | "department" | "supervisor" | "administrator") | null;
        };
        WorkerName: {
            /** Format: uuid */
            id: string;
            name: string | null;
        };
        Workers: {
            after?: string;
            workers: components["schemas"]["Worker"][];
        };
    };
    responses: {
        /** @description What went wrong, with a stable code. */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type Answers = components['schemas']['Answers'];
export type Assign = components['schemas']['Assign'];
export type Assignment = components['schemas']['Assignment'];
export type Audience = components['schemas']['Audience'];
export type Audit = components['schemas']['Audit'];
export type Board = components['schemas']['Board'];
export type BulkAct = components['schemas']['BulkAct'];
export type BulkAnswer = components['schemas']['BulkAnswer'];
export type Calendar = components['schemas']['Calendar'];
export type Case = components['schemas']['Case'];
export type CaseAnswer = components['schemas']['CaseAnswer'];
export type CaseFollowUp = components['schemas']['CaseFollowUp'];
export type Class = components['schemas']['Class'];
export type ClassName = components['schemas']['ClassName'];
export type Colleague = components['schemas']['Colleague'];
export type Devices = components['schemas']['Devices'];
export type Done = components['schemas']['Done'];
export type DrawnPaper = components['schemas']['DrawnPaper'];
export type Erased = components['schemas']['Erased'];
export type Erasure = components['schemas']['Erasure'];
export type Explained = components['schemas']['Explained'];
export type Explanation = components['schemas']['Explanation'];
export type Export = components['schemas']['Export'];
export type ExportColumns = components['schemas']['ExportColumns'];
export type Exports = components['schemas']['Exports'];
export type Fact = components['schemas']['Fact'];
export type FieldState = components['schemas']['FieldState'];
export type FileNote = components['schemas']['FileNote'];
export type Finding = components['schemas']['Finding'];
export type FollowUp = components['schemas']['FollowUp'];
export type FollowUpAnswer = components['schemas']['FollowUpAnswer'];
export type FollowUpRow = components['schemas']['FollowUpRow'];
export type FollowUps = components['schemas']['FollowUps'];
export type FormEntry = components['schemas']['FormEntry'];
export type FormReport = components['schemas']['FormReport'];
export type Forms = components['schemas']['Forms'];
export type Guardian = components['schemas']['Guardian'];
export type Identity = components['schemas']['Identity'];
export type ImportReport = components['schemas']['ImportReport'];
export type Indicator = components['schemas']['Indicator'];
export type IndicatorChild = components['schemas']['IndicatorChild'];
export type IndicatorChildren = components['schemas']['IndicatorChildren'];
export type Indicators = components['schemas']['Indicators'];
export type LedgerPage = components['schemas']['LedgerPage'];
export type LedgerRow = components['schemas']['LedgerRow'];
export type Ledgers = components['schemas']['Ledgers'];
export type ListedStudent = components['schemas']['ListedStudent'];
export type Me = components['schemas']['Me'];
export type MissingProof = components['schemas']['MissingProof'];
export type Moved = components['schemas']['Moved'];
export type Moves = components['schemas']['Moves'];
export type NewClass = components['schemas']['NewClass'];
export type NewFact = components['schemas']['NewFact'];
export type NewMove = components['schemas']['NewMove'];
export type NewPaper = components['schemas']['NewPaper'];
export type NewPaperTemplate = components['schemas']['NewPaperTemplate'];
export type NewPassword = components['schemas']['NewPassword'];
export type NewSchool = components['schemas']['NewSchool'];
export type NewWorker = components['schemas']['NewWorker'];
export type NewYear = components['schemas']['NewYear'];
export type Opening = components['schemas']['Opening'];
export type Overdue = components['schemas']['Overdue'];
export type Page = components['schemas']['Page'];
export type Paper = components['schemas']['Paper'];
export type PaperPages = components['schemas']['PaperPages'];
export type Papers = components['schemas']['Papers'];
export type PaperTemplate = components['schemas']['PaperTemplate'];
export type PaperTemplates = components['schemas']['PaperTemplates'];
export type PaperTrial = components['schemas']['PaperTrial'];
export type Photo = components['schemas']['Photo'];
export type Photos = components['schemas']['Photos'];
export type Place = components['schemas']['Place'];
export type PlaceNames = components['schemas']['PlaceNames'];
export type Problem = components['schemas']['Problem'];
export type Promise = components['schemas']['Promise'];
export type Publication = components['schemas']['Publication'];
export type Push = components['schemas']['Push'];
export type PushAnswer = components['schemas']['PushAnswer'];
export type Queue = components['schemas']['Queue'];
export type Reassign = components['schemas']['Reassign'];
export type Recorded = components['schemas']['Recorded'];
export type Referral = components['schemas']['Referral'];
export type Refresh = components['schemas']['Refresh'];
export type Region = components['schemas']['Region'];
export type RegionName = components['schemas']['RegionName'];
export type Regions = components['schemas']['Regions'];
export type Reminder = components['schemas']['Reminder'];
export type Removal = components['schemas']['Removal'];
export type Retention = components['schemas']['Retention'];
export type Risk = components['schemas']['Risk'];
export type RollOver = components['schemas']['RollOver'];
export type Roster = components['schemas']['Roster'];
export type Rules = components['schemas']['Rules'];
export type RulesTrial = components['schemas']['RulesTrial'];
export type School = components['schemas']['School'];
export type SchoolChange = components['schemas']['SchoolChange'];
export type SchoolClasses = components['schemas']['SchoolClasses'];
export type SchoolName = components['schemas']['SchoolName'];
export type Schools = components['schemas']['Schools'];
export type SendBack = components['schemas']['SendBack'];
export type Session = components['schemas']['Session'];
export type SignIn = components['schemas']['SignIn'];
export type StatusView = components['schemas']['StatusView'];
export type Student = components['schemas']['Student'];
export type StudentAnswer = components['schemas']['StudentAnswer'];
export type StudentName = components['schemas']['StudentName'];
export type Students = components['schemas']['Students'];
export type StudentState = components['schemas']['StudentState'];
export type Texts = components['schemas']['Texts'];
export type TimelineEntry = components['schemas']['TimelineEntry'];
export type Trend = components['schemas']['Trend'];
export type TriedPaperTemplate = components['schemas']['TriedPaperTemplate'];
export type TriedRules = components['schemas']['TriedRules'];
export type VerdictPoint = components['schemas']['VerdictPoint'];
export type Violation = components['schemas']['Violation'];
export type VisitDue = components['schemas']['VisitDue'];
export type WaitingChildren = components['schemas']['WaitingChildren'];
export type WholeWorker = components['schemas']['WholeWorker'];
export type Wish = components['schemas']['Wish'];
export type Withdrawal = components['schemas']['Withdrawal'];
export type Worker = components['schemas']['Worker'];
export type WorkerChange = components['schemas']['WorkerChange'];
export type WorkerName = components['schemas']['WorkerName'];
export type Workers = components['schemas']['Workers'];
export type ResponseProblem = components['responses']['Problem'];
export type $defs = Record<string, never>;
export interface operations {
    get_healthz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether the process lives */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Counts and times for Prometheus */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_readyz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether the database answers */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_audit: {
        parameters: {
            query?: {
                /** @description Only of this action */
                action?: string;
                /** @description Reads on, the oldest first: the number of the last entry of the page before */
                after?: string;
                /** @description Reads back, the newest first: the same, or end */
                before?: string;
                /** @description The first day */
                from?: string;
                /** @description The most entries */
                limit?: number;
                /** @description Part of what it is about */
                text?: string;
                /** @description The last day */
                until?: string;
                /** @description Only by this worker */
                worker?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who saw, exported and changed what */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["Audit"];
                    "application/json": components["schemas"]["Audit"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_board: {
        parameters: {
            query?: {
                /** @description village, township, school, owner or county */
                by?: string;
                /** @description The code of a region */
                region?: string;
                /** @description The id of a school */
                school?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Open and overdue follow-ups counted */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["Board"];
                    "application/json": components["schemas"]["Board"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_board_trend: {
        parameters: {
            query?: {
                /** @description The code of a region */
                region?: string;
                /** @description The id of a school */
                school?: string;
                /** @description How many points, one a week; 12 when left out */
                weeks?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was open and overdue week by week */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["Trend"];
                    "application/json": components["schemas"]["Trend"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_cases_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A case */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["CaseAnswer"];
                    "application/json": components["schemas"]["CaseAnswer"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_devices: {
        parameters: {
            query?: {
                /** @description Where the last page ended */
                after?: string;
                /** @description The most devices */
                limit?: number;
                /** @description Only those that were not seen for so many days */
                silent_days?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The county's devices, and what waits there */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["Devices"];
                    "application/json": components["schemas"]["Devices"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    post_devices_id_revoke: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Cuts a device off */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_evidence: {
        parameters: {
            query?: {
                /** @description Where the last page ended */
                after?: string;
                /** @description Only those with a doubtful point that nobody has explained */
                doubtful?: boolean;
                /** @description The language of the sentences: zh, otherwise English */
                lang?: string;
                /** @description The most photos that are looked at */
                limit?: number;
                /** @description Only of this visit or other fact */
                of?: string;
                /** @description The code of a region */
                region?: string;
                /** @description The id of a school */
                school?: string;
                /** @description Only of this student */
                student?: string;
                /** @description Photos of venues, which are about no student */
                venues?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Evidence photos, the last that arrived first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["Photos"];
                    "application/json": components["schemas"]["Photos"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_evidence_id: {
        parameters: {
            query?: {
                /** @description The language of the sentences: zh, otherwise English */
                lang?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One photo with its verdict */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["Photo"];
                    "application/json": components["schemas"]["Photo"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_evidence_id_bundle_zip: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Picture, record, key and chain for an auditor; logged */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": unknown;
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    post_evidence_id_explanation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/cbor": components["schemas"]["Explanation"];
                "application/json": components["schemas"]["Explanation"];
            };
        };
        responses: {
            /** @description Explains a doubtful point */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["Explained"];
                    "application/json": components["schemas"]["Explained"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_evidence_id_photo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The picture, or a range of it; logged */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": unknown;
                };
            };
            /** @description The part that was asked for. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": unknown;
                };
            };
            /** @description The caller has it already. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            416: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_evidence_id_thumb: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The thumbnail */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": unknown;
                };
            };
            /** @description The part that was asked for. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": unknown;
                };
            };
            /** @description The caller has it already. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            416: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_exports: {
        parameters: {
            query?: {
                /** @description Where the last page ended */
                after?: string;
                /** @description The most entries */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The files that the caller asked for, the newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["Exports"];
                    "application/json": components["schemas"]["Exports"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    post_exports: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/cbor": components["schemas"]["Wish"];
                "application/json": components["schemas"]["Wish"];
            };
        };
        responses: {
            /** @description Asks for a file to be made */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["Export"];
                    "application/json": components["schemas"]["Export"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_exports_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How far a file is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["Export"];
                    "application/json": components["schemas"]["Export"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    delete_exports_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Cancels or erases a file */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_exports_id_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file; each download is logged */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/geo+json": unknown;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                    "text/csv": string;
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_exports_board_csv: {
        parameters: {
            query?: {
                /** @description village, township, school, owner or county */
                by?: string;
                /** @description The language of the headings: zh, otherwise English */
                lang?: string;
                /** @description The code of a region */
                region?: string;
                /** @description The id of a school */
                school?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A board as CSV; logged */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_exports_board_xlsx: {
        parameters: {
            query?: {
                /** @description village, township, school, owner or county */
                by?: string;
                /** @description The language of the headings: zh, otherwise English */
                lang?: string;
                /** @description The code of a region */
                region?: string;
                /** @description The id of a school */
                school?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A board as XLSX; logged */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_exports_columns: {
        parameters: {
            query?: {
                /** @description The language of the names: zh, otherwise English */
                lang?: string;
                /** @description What the file is of, as in a wish */
                what?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The columns that a file can have */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["ExportColumns"];
                    "application/json": components["schemas"]["ExportColumns"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_exports_queue_csv: {
        parameters: {
            query?: {
                /** @description The language of the headings: zh, otherwise English */
                lang?: string;
                /** @description An owner such as village:533325001201; all own queues when left out */
                owner?: string;
                /** @description open, accepted or sent_back */
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A queue as CSV; logged */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_exports_queue_xlsx: {
        parameters: {
            query?: {
                /** @description The language of the headings: zh, otherwise English */
                lang?: string;
                /** @description An owner such as village:533325001201; all own queues when left out */
                owner?: string;
                /** @description open, accepted or sent_back */
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A queue as XLSX; logged */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    post_facts_id_retract: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/cbor": components["schemas"]["Withdrawal"];
                "application/json": components["schemas"]["Withdrawal"];
            };
        };
        responses: {
            /** @description Withdraws a fact of one's own */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["Recorded"];
                    "application/json": components["schemas"]["Recorded"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    post_files: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of tus */
                "Tus-Resumable": "1.0.0";
                /** @description sha256, sha1 or md5, and the base64 of the bytes' checksum */
                "Upload-Checksum"?: string;
                /** @description The file's size in bytes */
                "Upload-Length": number;
                /** @description Keys with base64; sha256 holds the 64 digits of the file's SHA-256 */
                "Upload-Metadata": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/offset+octet-stream": unknown;
            };
        };
        responses: {
            /** @description Begins an upload, with its first bytes if they come along */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            405: components["responses"]["Problem"];
            408: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            410: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            460: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    options_files: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What of tus is spoken here */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            405: components["responses"]["Problem"];
            408: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            410: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            460: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    post_files_id: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of tus */
                "Tus-Resumable": "1.0.0";
                /** @description sha256, sha1 or md5, and the base64 of the bytes' checksum */
                "Upload-Checksum"?: string;
                /** @description Where the bytes begin */
                "Upload-Offset"?: number;
                /** @description The method that is meant */
                "X-HTTP-Method-Override": "PATCH" | "HEAD" | "DELETE";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/offset+octet-stream": unknown;
            };
        };
        responses: {
            /** @description Does what X-HTTP-Method-Override says */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            405: components["responses"]["Problem"];
            408: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            410: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            460: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    delete_files_id: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of tus */
                "Tus-Resumable": "1.0.0";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ends an upload */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            405: components["responses"]["Problem"];
            408: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            410: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            460: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    options_files_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What of tus is spoken here */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            405: components["responses"]["Problem"];
            408: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            410: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            460: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    head_files_id: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of tus */
                "Tus-Resumable": "1.0.0";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where an upload stands */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            405: components["responses"]["Problem"];
            408: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            410: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            460: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    patch_files_id: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of tus */
                "Tus-Resumable": "1.0.0";
                /** @description sha256, sha1 or md5, and the base64 of the bytes' checksum */
                "Upload-Checksum"?: string;
                /** @description Where the bytes begin */
                "Upload-Offset": number;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/offset+octet-stream": unknown;
            };
        };
        responses: {
            /** @description Takes bytes from where the upload stands */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            405: components["responses"]["Problem"];
            408: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            410: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            460: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_follow_ups: {
        parameters: {
            query?: {
                /** @description Where the last page ended */
                after?: string;
                /** @description Overdue by so many days: 0, 1-3, 4-7, 8-30 or over_30 */
                age?: string;
                /** @description The most follow-ups */
                limit?: number;
                /** @description Only of this owner, such as village:533325001201 */
                owner?: string;
                /** @description Only those that exist for this reason */
                reason?: string;
                /** @description The code of a region; all that the caller may read when left out */
                region?: string;
                /** @description The id of a school */
                school?: string;
                /** @description priority, due, risk, opened or student; from the end with a hyphen before it */
                sort?: string;
                /** @description open, accepted, overdue or closed; all that is to be done when left out */
                state?: string;
                /** @description Only of this step of the ladder, 1 to 8 */
                step?: number;
                /** @description Part of a name, its initials, or the start of a student number */
                text?: string;
                /** @description Counts all of them */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Follow-ups of an area, in any order */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["FollowUps"];
                    "application/json": components["schemas"]["FollowUps"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    post_follow_ups_id_accept: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Takes a follow-up up */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["FollowUpAnswer"];
                    "application/json": components["schemas"]["FollowUpAnswer"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    post_follow_ups_id_done: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/cbor": components["schemas"]["Done"];
                "application/json": components["schemas"]["Done"];
            };
        };
        responses: {
            /** @description Says that it is done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["FollowUpAnswer"];
                    "application/json": components["schemas"]["FollowUpAnswer"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    post_follow_ups_id_reassign: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/cbor": components["schemas"]["Reassign"];
                "application/json": components["schemas"]["Reassign"];
            };
        };
        responses: {
            /** @description Hands it on */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["FollowUpAnswer"];
                    "application/json": components["schemas"]["FollowUpAnswer"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    post_follow_ups_id_send_back: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/cbor": components["schemas"]["SendBack"];
                "application/json": components["schemas"]["SendBack"];
            };
        };
        responses: {
            /** @description Sends it back */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["FollowUpAnswer"];
                    "application/json": components["schemas"]["FollowUpAnswer"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    post_follow_ups_bulk: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/cbor": components["schemas"]["BulkAct"];
                "application/json": components["schemas"]["BulkAct"];
            };
        };
        responses: {
            /** @description One act on many follow-ups, each judged on its own */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["BulkAnswer"];
                    "application/json": components["schemas"]["BulkAnswer"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_forms: {
        parameters: {
            query?: {
                /** @description Only the editions of this form */
                form?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The editions of the county's forms */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["Forms"];
                    "application/json": components["schemas"]["Forms"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    post_forms: {
        parameters: {
            query?: {
                /** @description Only tells what would be done */
                dry_run?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                "application/xml": string;
                "multipart/form-data": Record<string, unknown>;
            };
        };
        responses: {
            /** @description Takes a form in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["FormReport"];
                    "application/json": components["schemas"]["FormReport"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_forms_form_edition: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                edition: number;
                form: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The definition of an edition */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, unknown>;
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    put_forms_form_edition_audience: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                edition: number;
                form: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/cbor": components["schemas"]["Opening"];
                "application/json": components["schemas"]["Opening"];
            };
        };
        responses: {
            /** @description Opens an edition to an audience, or withdraws it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["FormEntry"];
                    "application/json": components["schemas"]["FormEntry"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_forms_form_edition_form_xlsx: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                edition: number;
                form: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An edition as XLSForm */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_forms_form_edition_form_xml: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                edition: number;
                form: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An edition as XForms */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/xml": unknown;
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_forms_form_results_csv: {
        parameters: {
            query?: {
                /** @description The first day */
                from?: string;
                /** @description Shows choices and headings by their labels */
                labels?: boolean;
                /** @description The language of labels: its name or its code */
                lang?: string;
                /** @description The code of a region */
                region?: string;
                /** @description The id of a school */
                school?: string;
                /** @description In CSV: the path of a repeat, whose table it is then */
                table?: string;
                /** @description The last day */
                until?: string;
            };
            header?: never;
            path: {
                form: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answers to a form as CSV; logged */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_forms_form_results_geojson: {
        parameters: {
            query?: {
                /** @description The first day */
                from?: string;
                /** @description Shows choices and headings by their labels */
                labels?: boolean;
                /** @description The language of labels: its name or its code */
                lang?: string;
                /** @description The code of a region */
                region?: string;
                /** @description The id of a school */
                school?: string;
                /** @description In CSV: the path of a repeat, whose table it is then */
                table?: string;
                /** @description The last day */
                until?: string;
            };
            header?: never;
            path: {
                form: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answers to a form as GeoJSON; logged */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/geo+json": unknown;
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_forms_form_results_xlsx: {
        parameters: {
            query?: {
                /** @description The first day */
                from?: string;
                /** @description Shows choices and headings by their labels */
                labels?: boolean;
                /** @description The language of labels: its name or its code */
                lang?: string;
                /** @description The code of a region */
                region?: string;
                /** @description The id of a school */
                school?: string;
                /** @description In CSV: the path of a repeat, whose table it is then */
                table?: string;
                /** @description The last day */
                until?: string;
            };
            header?: never;
            path: {
                form: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answers to a form as XLSX; logged */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    post_imports_kind: {
        parameters: {
            query?: {
                /** @description Only tells what would be done */
                dry_run?: boolean;
                /** @description Takes the good rows though others are bad */
                good_rows?: boolean;
            };
            header?: never;
            path: {
                kind: "regions" | "schools" | "classes" | "calendar" | "policy" | "students" | "workers" | "cohorts" | "shapes";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, unknown>;
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                "text/csv": string;
            };
        };
        responses: {
            /** @description Takes a file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["ImportReport"];
                    "application/json": components["schemas"]["ImportReport"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_imports_kind_template_xlsx: {
        parameters: {
            query?: {
                /** @description The language of headings and notes: zh, otherwise English */
                lang?: string;
            };
            header?: never;
            path: {
                kind: "regions" | "schools" | "classes" | "calendar" | "policy" | "students" | "workers" | "cohorts" | "shapes";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A workbook to begin a file with */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_indicators: {
        parameters: {
            query?: {
                /** @description all and words of groups, with commas; all,poor_household when left out */
                groups?: string;
                /** @description The language of names and definitions: zh, otherwise English */
                lang?: string;
                /** @description The code of a region */
                region?: string;
                /** @description The id of a school */
                school?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Indicators with definitions and targets */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["Indicators"];
                    "application/json": components["schemas"]["Indicators"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_indicators_key_children: {
        parameters: {
            query?: {
                /** @description Where the last page ended */
                after?: string;
                /** @description all, or the word of a group */
                group?: string;
                /** @description The most rows */
                limit?: number;
                /** @description numerator, denominator or missing; what is not as it should be when left out */
                part?: string;
                /** @description The code of a region */
                region?: string;
                /** @description The id of a school */
                school?: string;
            };
            header?: never;
            path: {
                key: "consolidation_rate" | "retention_rate" | "dropout_rate" | "return_rate" | "days_to_return_median" | "visits_done" | "follow_ups_overdue_0" | "follow_ups_overdue_1_3" | "follow_ups_overdue_4_7" | "follow_ups_overdue_8_30" | "follow_ups_overdue_over_30" | "promises_kept" | "referrals_in_time" | "reports_on_time";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The named children behind an indicator; logged */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["IndicatorChildren"];
                    "application/json": components["schemas"]["IndicatorChildren"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_ledgers: {
        parameters: {
            query?: {
                /** @description Only of this group */
                group?: string;
                /** @description The language of names and definitions: zh, otherwise English */
                lang?: string;
                /** @description The code of a region; all that the caller may read when left out */
                region?: string;
                /** @description The id of a school */
                school?: string;
                /** @description Part of a name, its initials, or the start of a student number */
                text?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ledgers, their columns, and how many children each holds */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["Ledgers"];
                    "application/json": components["schemas"]["Ledgers"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_ledgers_ledger: {
        parameters: {
            query?: {
                /** @description Where the last page ended */
                after?: string;
                /** @description Only of this group */
                group?: string;
                /** @description The most children */
                limit?: number;
                /** @description The code of a region; all that the caller may read when left out */
                region?: string;
                /** @description The id of a school */
                school?: string;
                /** @description Part of a name, its initials, or the start of a student number */
                text?: string;
                /** @description Counts all of them */
                total?: boolean;
            };
            header?: never;
            path: {
                ledger: "school_age" | "suspected_dropouts" | "dropouts";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The children that a ledger holds */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["LedgerPage"];
                    "application/json": components["schemas"]["LedgerPage"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events that tell when something changed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who the caller is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["Me"];
                    "application/json": components["schemas"]["Me"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_moves: {
        parameters: {
            query?: {
                /** @description Where the last page ended */
                after?: string;
                /** @description The most entries */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was moved between workers, the last first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["Moves"];
                    "application/json": components["schemas"]["Moves"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    post_moves: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/cbor": components["schemas"]["NewMove"];
                "application/json": components["schemas"]["NewMove"];
            };
        };
        responses: {
            /** @description What would be done: a dry run. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["Moved"];
                    "application/json": components["schemas"]["Moved"];
                };
            };
            /** @description Moves a class, school or region from one worker to another */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["Moved"];
                    "application/json": components["schemas"]["Moved"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_openapi_json: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description This document */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, unknown>;
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_overdue: {
        parameters: {
            query?: {
                /** @description Where the last page ended */
                after?: string;
                /** @description The most follow-ups */
                limit?: number;
                /** @description Only of this owner */
                owner?: string;
                /** @description The code of a region */
                region?: string;
                /** @description The id of a school */
                school?: string;
                /** @description Only of this village */
                village?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Overdue follow-ups of a region or school */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["Overdue"];
                    "application/json": components["schemas"]["Overdue"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_paper_templates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The templates of documents that hold */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["PaperTemplates"];
                    "application/json": components["schemas"]["PaperTemplates"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_paper_templates_paper: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                paper: "order" | "visit_record" | "case_file" | "monthly_report";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A template */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["PaperTemplate"];
                    "application/json": components["schemas"]["PaperTemplate"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    put_paper_templates_paper: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                paper: "order" | "visit_record" | "case_file" | "monthly_report";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/cbor": components["schemas"]["NewPaperTemplate"];
                "application/json": components["schemas"]["NewPaperTemplate"];
            };
        };
        responses: {
            /** @description Puts a template in force, or the shipped one again */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["PaperTemplate"];
                    "application/json": components["schemas"]["PaperTemplate"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    post_paper_templates_paper_try: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                paper: "order" | "visit_record" | "case_file" | "monthly_report";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/cbor": components["schemas"]["TriedPaperTemplate"];
                "application/json": components["schemas"]["TriedPaperTemplate"];
            };
        };
        responses: {
            /** @description Sets a template on invented data */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["PaperTrial"];
                    "application/json": components["schemas"]["PaperTrial"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_papers: {
        parameters: {
            query?: {
                /** @description Where the last page ended */
                after?: string;
                /** @description order, visit_record, case_file or monthly_report */
                kind?: string;
                /** @description The most documents */
                limit?: number;
                /** @description The code of a region; the caller's own when left out */
                region?: string;
                /** @description The id of a school */
                school?: string;
                /** @description Only those about this student */
                student?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Documents that were issued, the last first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["Papers"];
                    "application/json": components["schemas"]["Papers"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    post_papers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/cbor": components["schemas"]["NewPaper"];
                "application/json": components["schemas"]["NewPaper"];
            };
        };
        responses: {
            /** @description What would be done: a dry run. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["DrawnPaper"];
                    "application/json": components["schemas"]["DrawnPaper"];
                };
            };
            /** @description Draws a document up, or issues it with the next number */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["DrawnPaper"];
                    "application/json": components["schemas"]["DrawnPaper"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_papers_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A document */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["Paper"];
                    "application/json": components["schemas"]["Paper"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    post_papers_id_cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/cbor": components["schemas"]["SendBack"];
                "application/json": components["schemas"]["SendBack"];
            };
        };
        responses: {
            /** @description Cancels a document */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_papers_id_pages: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A document's pages as SVG */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["PaperPages"];
                    "application/json": components["schemas"]["PaperPages"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_papers_id_paper_pdf: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A document as PDF */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": unknown;
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_pull: {
        parameters: {
            query?: {
                /** @description Where the last page ended */
                after?: string;
                /** @description The most entries */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is new since a cursor */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["Page"];
                    "application/json": components["schemas"]["Page"];
                };
            };
            /** @description Nothing is new. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    post_push: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/cbor": components["schemas"]["Push"];
                "application/json": components["schemas"]["Push"];
            };
        };
        responses: {
            /** @description Takes facts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["PushAnswer"];
                    "application/json": components["schemas"]["PushAnswer"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_queue: {
        parameters: {
            query?: {
                /** @description Where the last page ended */
                after?: string;
                /** @description The most follow-ups */
                limit?: number;
                /** @description An owner such as village:533325001201; all own queues when left out */
                owner?: string;
                /** @description open, accepted or sent_back */
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Open follow-ups of owners */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["Queue"];
                    "application/json": components["schemas"]["Queue"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    post_refresh: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/cbor": components["schemas"]["Refresh"];
                "application/json": components["schemas"]["Refresh"];
            };
        };
        responses: {
            /** @description Rotates the refresh token */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["Session"];
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_regions: {
        parameters: {
            query?: {
                /** @description province, prefecture, county, township or village */
                level?: string;
                /** @description The code of the region that they lie in; the caller's own when left out */
                within?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Regions and where they lie */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["Regions"];
                    "application/json": components["schemas"]["Regions"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_regions_geojson: {
        parameters: {
            query?: {
                /** @description province, prefecture, county, township or village */
                level?: string;
                /** @description The code of the region that they lie in; the caller's own when left out */
                within?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The shapes of the regions of a level as GeoJSON */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/geo+json": unknown;
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    post_removals: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/cbor": components["schemas"]["Removal"];
                "application/json": components["schemas"]["Removal"];
            };
        };
        responses: {
            /** @description Confirms that students are gone from a phone */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_retention: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is kept how long, and what is deleted next */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["Retention"];
                    "application/json": components["schemas"]["Retention"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    post_roll_over: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/cbor": components["schemas"]["NewYear"];
                "application/json": components["schemas"]["NewYear"];
            };
        };
        responses: {
            /** @description Goes on to a new school year, or tells what that would be */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["RollOver"];
                    "application/json": components["schemas"]["RollOver"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_roll_over_waiting: {
        parameters: {
            query?: {
                /** @description Where the last page ended */
                after?: string;
                /** @description The most children */
                limit?: number;
                /** @description Only of this school */
                school?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Children whose class went on without them; logged */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["WaitingChildren"];
                    "application/json": components["schemas"]["WaitingChildren"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_roster: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The county's schools with classes and children counted */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["Roster"];
                    "application/json": components["schemas"]["Roster"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_rules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The policy and the calendar that hold */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["Rules"];
                    "application/json": components["schemas"]["Rules"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    post_rules_trial: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/cbor": components["schemas"]["TriedRules"];
                "application/json": components["schemas"]["TriedRules"];
            };
        };
        responses: {
            /** @description What another policy or calendar would change */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["RulesTrial"];
                    "application/json": components["schemas"]["RulesTrial"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_schools: {
        parameters: {
            query?: {
                /** @description The code of the region that they lie in; the caller's own when left out */
                within?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Schools and where they lie */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["Schools"];
                    "application/json": components["schemas"]["Schools"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    post_schools: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/cbor": components["schemas"]["NewSchool"];
                "application/json": components["schemas"]["NewSchool"];
            };
        };
        responses: {
            /** @description Adds a school */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["School"];
                    "application/json": components["schemas"]["School"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    patch_schools_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/cbor": components["schemas"]["SchoolChange"];
                "application/json": components["schemas"]["SchoolChange"];
            };
        };
        responses: {
            /** @description Changes a school */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["School"];
                    "application/json": components["schemas"]["School"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_schools_id_classes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The classes of a school */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["SchoolClasses"];
                    "application/json": components["schemas"]["SchoolClasses"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    post_schools_id_classes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/cbor": components["schemas"]["NewClass"];
                "application/json": components["schemas"]["NewClass"];
            };
        };
        responses: {
            /** @description Adds a class */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["SchoolClasses"];
                    "application/json": components["schemas"]["SchoolClasses"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    post_sign_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/cbor": components["schemas"]["SignIn"];
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description Signs in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["Session"];
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    post_sign_out: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ends the device's sessions */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_students: {
        parameters: {
            query?: {
                /** @description Where the last page ended */
                after?: string;
                /** @description Only of this class */
                class?: string;
                /** @description The most students */
                limit?: number;
                /** @description Only of this school */
                school?: string;
                /** @description Part of a name, its initials, or the start of a student number */
                search?: string;
                /** @description Only of this village */
                village?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Students of the caller's scopes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["Students"];
                    "application/json": components["schemas"]["Students"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_students_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A student with state and timeline */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["StudentAnswer"];
                    "application/json": components["schemas"]["StudentAnswer"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_students_id_answers_fact: {
        parameters: {
            query?: {
                /** @description The language: its name or its code */
                lang?: string;
            };
            header?: never;
            path: {
                fact: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A filled form read back with labels */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["Answers"];
                    "application/json": components["schemas"]["Answers"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    post_students_id_erase_photos: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/cbor": components["schemas"]["Erasure"];
                "application/json": components["schemas"]["Erasure"];
            };
        };
        responses: {
            /** @description Deletes a student's photos for good; logged */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["Erased"];
                    "application/json": components["schemas"]["Erased"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    post_students_id_facts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/cbor": components["schemas"]["NewFact"];
                "application/json": components["schemas"]["NewFact"];
            };
        };
        responses: {
            /** @description Records what was done about a student */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["Recorded"];
                    "application/json": components["schemas"]["Recorded"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_students_id_identity: {
        parameters: {
            query?: {
                /** @description Why it is looked at, for the log; 5 to 500 characters */
                reason?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The full identity number; logged */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["Identity"];
                    "application/json": components["schemas"]["Identity"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_workers: {
        parameters: {
            query?: {
                /** @description The last sign-in name of the page before */
                after?: string;
                /** @description The most accounts */
                limit?: number;
                /** @description Only who is locked, or who is not */
                locked?: boolean;
                /** @description Only who is responsible for something in this region */
                region?: string;
                /** @description Only of this role */
                role?: string;
                /** @description Only who is responsible for this school or one of its classes */
                school?: string;
                /** @description Part of a name or sign-in name */
                text?: string;
                /** @description Only who has no phone */
                without_phone?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The county's accounts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["Workers"];
                    "application/json": components["schemas"]["Workers"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    post_workers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/cbor": components["schemas"]["NewWorker"];
                "application/json": components["schemas"]["NewWorker"];
            };
        };
        responses: {
            /** @description Adds an account */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["Worker"];
                    "application/json": components["schemas"]["Worker"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_workers_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One account, with what was and what there is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["WholeWorker"];
                    "application/json": components["schemas"]["WholeWorker"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    patch_workers_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/cbor": components["schemas"]["WorkerChange"];
                "application/json": components["schemas"]["WorkerChange"];
            };
        };
        responses: {
            /** @description Changes an account */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["Worker"];
                    "application/json": components["schemas"]["Worker"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    post_workers_id_assignments: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/cbor": components["schemas"]["Assign"];
                "application/json": components["schemas"]["Assign"];
            };
        };
        responses: {
            /** @description Assigns a scope */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["Assignment"];
                    "application/json": components["schemas"]["Assignment"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    delete_workers_id_assignments_assignment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                assignment: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ends an assignment */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    post_workers_id_password: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Gives an account a new password, told once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cbor": components["schemas"]["NewPassword"];
                    "application/json": components["schemas"]["NewPassword"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
}
