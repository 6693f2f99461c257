// Made by tools/api_types.mjs from docs/reference/openapi.json; not to be edited.
export interface paths {
    "/api/v1/people/{person}/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["summary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["alerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/effects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["effects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/dose": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["dose"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/surface": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["surface"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["changes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/rhythms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["rhythms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/habits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["habits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["products"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/forecast": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["forecast"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["compare"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["session"];
        put?: never;
        post: operations["log_in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["people"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["profile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["entries"];
        put: operations["edit"];
        post: operations["log"];
        delete: operations["remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/entries/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["undo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["erase"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/alerts/{alert}/snooze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["snooze"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["job"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["accounts"];
        put?: never;
        post: operations["add_account"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{account}/grants/{of}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["grant"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["tokens"];
        put?: never;
        post: operations["add_token"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["audit"];
        put?: never;
        post?: never;
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
        summary: {
            profile: components["schemas"]["summary.name"];
            person: string;
            from: components["schemas"]["summary.date_or_null"];
            to: components["schemas"]["summary.date_or_null"];
            days: components["schemas"]["summary.count"];
            site: string;
            sites_left_out: {
                [key: string]: number;
            };
            dimensions: components["schemas"]["summary.dimension"][];
            alerts: components["schemas"]["summary.alert"][];
            data_age_hours: number | null;
        };
        "summary.date": string;
        "summary.date_or_null": components["schemas"]["summary.date"] | null;
        "summary.number_or_null": number | null;
        "summary.count": number;
        /** @description [low, high] at 95 %, or null where it is not known */
        "summary.ci": number[] | null;
        "summary.name": string;
        /** @enum {unknown} */
        "summary.missing": null | "not read today" | "too few days" | "no spread";
        /** @description one dimension in the double reference frame */
        "summary.dimension": {
            name: components["schemas"]["summary.name"];
            today: components["schemas"]["summary.number_or_null"];
            window_mean: components["schemas"]["summary.number_or_null"];
            window_sd: number | null;
            window_days: components["schemas"]["summary.count"];
            baseline_mean: components["schemas"]["summary.number_or_null"];
            baseline_sd: number | null;
            baseline_days: components["schemas"]["summary.count"];
            z_window: components["schemas"]["summary.number_or_null"];
            z_window_missing: components["schemas"]["summary.missing"];
            z_baseline: components["schemas"]["summary.number_or_null"];
            z_baseline_missing: components["schemas"]["summary.missing"];
            percentile: number | null;
            trend_per_week: components["schemas"]["summary.number_or_null"];
            ci: components["schemas"]["summary.ci"];
            baseline_trend_per_month: {
                value: components["schemas"]["summary.number_or_null"];
                ci: components["schemas"]["summary.ci"];
            };
            slot_offset: number;
            outlier_today: boolean;
            instrument: string;
            unit: string;
        };
        "summary.alert": {
            id: components["schemas"]["summary.name"];
            /** @enum {unknown} */
            level: "watch" | "warn" | "act";
            dimension: components["schemas"]["summary.name"];
            since: components["schemas"]["summary.date"];
            reason: string;
            evidence: {
                window_mean: number;
                baseline_mean: number;
                baseline_sd: number;
                /** @enum {unknown} */
                kind: "shift" | "drift";
                raised_on: components["schemas"]["summary.date"];
            };
            snoozed_until: components["schemas"]["summary.date_or_null"];
        };
        alerts: {
            profile: components["schemas"]["alerts.name"];
            person: string;
            from: components["schemas"]["alerts.date_or_null"];
            to: components["schemas"]["alerts.date_or_null"];
            days: components["schemas"]["alerts.count"];
            alerts: components["schemas"]["alerts.alert"][];
            data_age_hours: number | null;
        };
        "alerts.date": string;
        "alerts.date_or_null": components["schemas"]["alerts.date"] | null;
        "alerts.count": number;
        "alerts.name": string;
        "alerts.alert": {
            id: components["schemas"]["alerts.name"];
            /** @enum {unknown} */
            level: "watch" | "warn" | "act";
            dimension: components["schemas"]["alerts.name"];
            since: components["schemas"]["alerts.date"];
            reason: string;
            evidence: {
                window_mean: number;
                baseline_mean: number;
                baseline_sd: number;
                /** @enum {unknown} */
                kind: "shift" | "drift";
                raised_on: components["schemas"]["alerts.date"];
            } | {
                window_mean: number;
                /** @constant */
                kind: "forecast";
                limit: number;
                /** @enum {unknown} */
                limit_of: "profile" | "worst tenth of windows";
                forecast_mean: number;
                forecast_sd: number;
                probability: number;
                raised_on: components["schemas"]["alerts.date"];
            };
            snoozed_until: components["schemas"]["alerts.date_or_null"];
        };
        effects: {
            profile: components["schemas"]["effects.name"];
            person: string;
            from: components["schemas"]["effects.date_or_null"];
            to: components["schemas"]["effects.date_or_null"];
            days: components["schemas"]["effects.count"];
            effects: components["schemas"]["effects.effect"][];
            /** @description with --cohort */
            cohort?: {
                n_people: components["schemas"]["effects.count"];
                effects: components["schemas"]["effects.cohort_effect"][];
            };
        };
        "effects.date": string;
        "effects.date_or_null": components["schemas"]["effects.date"] | null;
        "effects.count": number;
        /** @description [low, high] at 95 %, or null where it is not known */
        "effects.ci": number[] | null;
        "effects.name": string;
        "effects.effect": {
            cause: components["schemas"]["effects.name"];
            /** @enum {unknown} */
            kind: "event" | "exposure" | "product";
            dimension: components["schemas"]["effects.name"];
            /** @enum {unknown} */
            scale: "continuous" | "count";
            total: number | null;
            ci: components["schemas"]["effects.ci"];
            ratio: components["schemas"]["effects.shrunken"];
            p: number | null;
            q: number | null;
            kernel: number[] | null;
            kernel_ci: number[][] | null;
            peak_day: number | null;
            half_life_days: number | null;
            n_exposed: components["schemas"]["effects.count"];
            n_days: components["schemas"]["effects.count"];
            own_weight: number | null;
            transition: {
                total: number | null;
                ci: components["schemas"]["effects.ci"];
                p: number | null;
            };
            control_p: number | null;
            permutation: {
                n: number;
                p: number;
            } | null;
            shrunken: components["schemas"]["effects.shrunken"];
            /** @enum {unknown} */
            verdict: "found" | "none found" | "too little data" | "confounded";
            sentence: string | null;
        };
        "effects.shrunken": {
            total: number;
            ci: components["schemas"]["effects.ci"];
        } | null;
        "effects.cohort_person": {
            person: components["schemas"]["effects.name"];
            total: number | null;
            ci: components["schemas"]["effects.ci"];
            shrunken: components["schemas"]["effects.shrunken"];
        };
        "effects.cohort_effect": {
            cause: components["schemas"]["effects.name"];
            /** @enum {unknown} */
            kind: "event" | "exposure" | "product";
            dimension: components["schemas"]["effects.name"];
            /** @enum {unknown} */
            scale: "continuous" | "count";
            ratio: components["schemas"]["effects.shrunken"];
            n_people: components["schemas"]["effects.count"];
            mean: number | null;
            ci: components["schemas"]["effects.ci"];
            tau: number | null;
            p: number | null;
            q: number | null;
            control_p: number | null;
            /** @enum {unknown} */
            verdict: "found" | "none found" | "too little data" | "confounded";
            sentence: string | null;
            people: components["schemas"]["effects.cohort_person"][];
            /** @enum {unknown} */
            source: "each alone" | "in common" | "one fit";
            correlation: number | null;
            kernel: number[] | null;
            kernel_ci: number[][] | null;
            peak_day: number | null;
        };
        dose: {
            profile: components["schemas"]["dose.name"];
            person: string;
            from: components["schemas"]["dose.date_or_null"];
            to: components["schemas"]["dose.date_or_null"];
            days: components["schemas"]["dose.count"];
            dose: components["schemas"]["dose.dose"][];
        };
        "dose.date": string;
        "dose.date_or_null": components["schemas"]["dose.date"] | null;
        "dose.count": number;
        /** @description [low, high] at 95 %, or null where it is not known */
        "dose.ci": number[] | null;
        "dose.name": string;
        "dose.dose": {
            exposure: components["schemas"]["dose.name"];
            dimension: components["schemas"]["dose.name"];
            /** @enum {unknown} */
            shape: "bell" | "rising" | "falling" | "flat" | "unidentified";
            optimum: number | null;
            ci: components["schemas"]["dose.ci"];
            width: number | null;
            width_above: number | null;
            height: number | null;
            p: number | null;
            zones: {
                /** @enum {unknown} */
                name: "desert" | "rainforest" | "below" | "ideal" | "above";
                from: number;
                to: number;
            }[];
            shift: {
                by: components["schemas"]["dose.name"] | null;
                per_100: number | null;
                ci: components["schemas"]["dose.ci"];
                p: number | null;
            };
            curve: number[][];
            n_days: components["schemas"]["dose.count"];
            /** @enum {unknown} */
            verdict: "found" | "none found" | "unidentified";
            sentence: string;
            seasons: {
                /** @enum {unknown} */
                name: "winter" | "spring" | "summer" | "autumn";
                n_days: components["schemas"]["dose.count"];
                total: number | null;
                ci: components["schemas"]["dose.ci"];
                p: number | null;
                optimum: number | null;
                optimum_ci: components["schemas"]["dose.ci"];
                height: number | null;
                /** @enum {unknown} */
                verdict: "found" | "none found" | "too little data";
            }[];
            seasons_differ: {
                p: number | null;
                q: number | null;
                optimum_p: number | null;
                height_p: number | null;
                /** @enum {unknown} */
                verdict: "found" | "none found" | "too little data";
            };
            transition: {
                total: number | null;
                ci: components["schemas"]["dose.ci"];
                p: number | null;
            };
        };
        surface: {
            profile: components["schemas"]["surface.name"];
            person: string;
            from: components["schemas"]["surface.date_or_null"];
            to: components["schemas"]["surface.date_or_null"];
            days: components["schemas"]["surface.count"];
            surface: components["schemas"]["surface.surface"];
        };
        "surface.date": string;
        "surface.date_or_null": components["schemas"]["surface.date"] | null;
        "surface.count": number;
        "surface.name": string;
        "surface.surface": {
            exposure: components["schemas"]["surface.name"];
            dimension: components["schemas"]["surface.name"];
            centre: number | null;
            n_days: components["schemas"]["surface.count"];
            p: number | null;
            at: {
                x: number;
                total: number;
                ci: number[];
                by_lag: number[][];
                outside: boolean;
            }[];
            /** @enum {unknown} */
            verdict: "found" | "none found" | "too little data";
            sentence: string;
        };
        changes: {
            profile: components["schemas"]["changes.name"];
            person: string;
            from: components["schemas"]["changes.date_or_null"];
            to: components["schemas"]["changes.date_or_null"];
            days: components["schemas"]["changes.count"];
            changes: components["schemas"]["changes.change"][];
            alarms: components["schemas"]["changes.alarm"][];
            budget: {
                false_alarms_per_year: number;
            };
            /** @description dimensions with too few days with a value */
            too_little_data: components["schemas"]["changes.name"][];
        };
        "changes.date": string;
        "changes.date_or_null": components["schemas"]["changes.date"] | null;
        "changes.count": number;
        /** @description [low, high] at 95 %, or null where it is not known */
        "changes.ci": number[] | null;
        "changes.name": string;
        "changes.change": {
            dimension: components["schemas"]["changes.name"];
            /** @enum {unknown} */
            kind: "shift" | "drift" | "passing";
            start: components["schemas"]["changes.date"];
            end: components["schemas"]["changes.date"];
            /** @description after less before, units of the dimension */
            size: number;
            ci: components["schemas"]["changes.ci"];
            /** @description weight of the kind against the others and none */
            confidence: number;
            detected_on: components["schemas"]["changes.date_or_null"];
            sentence: string;
        };
        "changes.alarm": {
            dimension: components["schemas"]["changes.name"];
            date: components["schemas"]["changes.date"];
            /** @enum {unknown} */
            kind: "shift" | "drift";
            start: components["schemas"]["changes.date"];
            size: number | null;
            withdrawn_on: components["schemas"]["changes.date_or_null"];
            sentence: string;
        };
        rhythms: {
            profile: components["schemas"]["rhythms.name"];
            person: string;
            from: components["schemas"]["rhythms.date_or_null"];
            to: components["schemas"]["rhythms.date_or_null"];
            days: components["schemas"]["rhythms.count"];
            rhythms: components["schemas"]["rhythms.rhythm"][];
        };
        "rhythms.date": string;
        "rhythms.date_or_null": components["schemas"]["rhythms.date"] | null;
        "rhythms.count": number;
        /** @description [low, high] at 95 %, or null where it is not known */
        "rhythms.ci": number[] | null;
        "rhythms.name": string;
        "rhythms.rhythm": {
            dimension: components["schemas"]["rhythms.name"];
            /** @enum {unknown} */
            name: "daily" | "monthly" | "seasonal";
            period_days: number | null;
            period_ci: components["schemas"]["rhythms.ci"];
            amplitude: number | null;
            amplitude_ci: components["schemas"]["rhythms.ci"];
            peak: components["schemas"]["rhythms.date_or_null"];
            /** @enum {unknown} */
            peak_slot: null | "morning" | "evening";
            p: number | null;
            /** @enum {unknown} */
            verdict: "found" | "none found" | "too little data";
        } & (unknown & unknown & unknown);
        habits: {
            profile: components["schemas"]["habits.name"];
            person: string;
            from: components["schemas"]["habits.date_or_null"];
            to: components["schemas"]["habits.date_or_null"];
            days: components["schemas"]["habits.count"];
            habits: components["schemas"]["habits.habit"][];
        };
        "habits.date": string;
        "habits.date_or_null": components["schemas"]["habits.date"] | null;
        "habits.count": number;
        /** @description [low, high] at 95 %, or null where it is not known */
        "habits.ci": number[] | null;
        "habits.name": string;
        "habits.habit": {
            cause: components["schemas"]["habits.name"];
            dimension: components["schemas"]["habits.name"];
            immediate: number | null;
            accumulated: number | null;
            hidden: number | null;
            horizon_days: number;
            ci: components["schemas"]["habits.ci"];
            p: number | null;
            q: number | null;
            rank: number | null;
            /** @enum {unknown} */
            verdict: "found" | "none found" | "too little data";
            sentence: string | null;
        };
        products: {
            profile: components["schemas"]["products.name"];
            person: string;
            from: components["schemas"]["products.date_or_null"];
            to: components["schemas"]["products.date_or_null"];
            days: components["schemas"]["products.count"];
            products: components["schemas"]["products.product"][];
        } | {
            profile: components["schemas"]["products.name"];
            person: string;
            from: components["schemas"]["products.date_or_null"];
            to: components["schemas"]["products.date_or_null"];
            days: components["schemas"]["products.count"];
            products: components["schemas"]["products.trial_product"][];
            trial: components["schemas"]["products.trial"] | null;
        } | {
            profile: components["schemas"]["products.name"];
            person: string;
            from: components["schemas"]["products.date_or_null"];
            to: components["schemas"]["products.date_or_null"];
            days: components["schemas"]["products.count"];
            plan: components["schemas"]["products.plan"];
        };
        "products.date": string;
        "products.date_or_null": components["schemas"]["products.date"] | null;
        "products.count": number;
        /** @description [low, high] at 95 %, or null where it is not known */
        "products.ci": number[] | null;
        "products.name": string;
        "products.product": {
            a: components["schemas"]["products.name"];
            b: components["schemas"]["products.name"];
            dimension: components["schemas"]["products.name"];
            /** @enum {unknown} */
            measure: "uptake";
            ratio: number | null;
            ci: components["schemas"]["products.ci"];
            gain_a: number | null;
            gain_b: number | null;
            n_a: components["schemas"]["products.count"];
            n_b: components["schemas"]["products.count"];
            p: number | null;
            /** @enum {unknown} */
            verdict: "found" | "none found" | "no difference" | "too little data";
            sentence: string;
        };
        "products.trial_product": {
            a: components["schemas"]["products.name"];
            b: components["schemas"]["products.name"];
            dimension: components["schemas"]["products.name"];
            /** @enum {unknown} */
            measure: "trial";
            ratio: null;
            /** @description a less b, lasting use of each, units of the dimension */
            difference: number | null;
            ci: components["schemas"]["products.ci"];
            /** @description smallest difference worth caring about, units of the dimension */
            margin: number | null;
            gain_a: null;
            gain_b: null;
            n_a: components["schemas"]["products.count"];
            n_b: components["schemas"]["products.count"];
            p: number | null;
            /** @enum {unknown} */
            verdict: "found" | "none found" | "no difference" | "too little data";
            sentence: string;
        };
        "products.trial": {
            from: components["schemas"]["products.date"];
            to: components["schemas"]["products.date"];
            pairs: number;
            period_days: number;
            washout_days: components["schemas"]["products.count"];
            half_life_days: number;
            fitted: boolean;
            slips: components["schemas"]["products.count"];
        };
        "products.plan": {
            a: components["schemas"]["products.name"];
            b: components["schemas"]["products.name"];
            days: {
                date: components["schemas"]["products.date"];
                product: components["schemas"]["products.name"];
            }[];
            blocks: {
                from: components["schemas"]["products.date"];
                to: components["schemas"]["products.date"];
                order: components["schemas"]["products.name"][];
            }[];
            period_days: number;
            washout_days: components["schemas"]["products.count"];
            half_life_days: number;
            fitted: boolean;
            power: {
                dimension: components["schemas"]["products.name"];
                difference: number;
                standard_error: number | null;
                power: number;
                detectable: number | null;
                sentence: string;
            }[];
        };
        forecast: {
            profile: components["schemas"]["forecast.name"];
            person: string;
            from: components["schemas"]["forecast.date_or_null"];
            to: components["schemas"]["forecast.date_or_null"];
            days: components["schemas"]["forecast.count"];
            forecast: components["schemas"]["forecast.row"][];
            skill: components["schemas"]["forecast.skill"][];
            too_little_data: components["schemas"]["forecast.name"][];
        };
        "forecast.date": string;
        "forecast.date_or_null": components["schemas"]["forecast.date"] | null;
        "forecast.count": number;
        /** @description [low, high] at 95 %, or null where it is not known */
        "forecast.ci": number[] | null;
        "forecast.name": string;
        "forecast.row": {
            dimension: components["schemas"]["forecast.name"];
            origin: components["schemas"]["forecast.date"];
            date: components["schemas"]["forecast.date"];
            horizon: number;
            model: components["schemas"]["forecast.name"];
            mean: number;
            sd: number;
            quantiles: {
                0.1: number;
                0.25: number;
                0.5: number;
                0.75: number;
                0.9: number;
            };
            /** @description of the whole numbers of the scale, lowest first; empty where the record holds others */
            pmf: number[];
        };
        "forecast.skill": {
            model: components["schemas"]["forecast.name"];
            horizon: number;
            n: components["schemas"]["forecast.count"];
            mae: number | null;
            rps: number | null;
            lpd: number | null;
            crps: number | null;
            coverage80: number | null;
            ci: components["schemas"]["forecast.ci"];
        };
        compare: {
            profile: components["schemas"]["compare.name"];
            person: string;
            from: components["schemas"]["compare.date_or_null"];
            to: components["schemas"]["compare.date_or_null"];
            days: components["schemas"]["compare.count"];
            /** @description with --cohort: with a reading */
            people?: components["schemas"]["compare.count"];
            skill: components["schemas"]["compare.skill"][];
            chosen: {
                horizon: number;
                model: components["schemas"]["compare.name"];
                /** @description with --cohort: that follow it */
                people?: number;
            }[];
            surroundings_help: {
                /** @enum {unknown} */
                verdict: "found" | "none found" | "too little data";
                differences: {
                    horizon: number;
                    mae_difference: number | null;
                    ci: components["schemas"]["compare.ci"];
                }[];
            };
        };
        "compare.date": string;
        "compare.date_or_null": components["schemas"]["compare.date"] | null;
        "compare.count": number;
        /** @description [low, high] at 95 %, or null where it is not known */
        "compare.ci": number[] | null;
        "compare.name": string;
        "compare.skill": {
            model: components["schemas"]["compare.name"];
            horizon: number;
            n: components["schemas"]["compare.count"];
            mae: number | null;
            rps: number | null;
            lpd: number | null;
            crps: number | null;
            coverage80: number | null;
            ci: components["schemas"]["compare.ci"];
        };
        profile: {
            profile: components["schemas"]["profile.name"];
            person: string;
            from: components["schemas"]["profile.date_or_null"];
            to: components["schemas"]["profile.date_or_null"];
            days: components["schemas"]["profile.count"];
            dimensions: {
                name: components["schemas"]["profile.name"];
                range: number[];
                /** @enum {unknown} */
                better: "high" | "low" | "middle";
                /** @enum {unknown} */
                scale: "continuous" | "count";
                unit: string;
                labels: {
                    en: string;
                    zh: string;
                };
                derived: boolean;
                optional: boolean;
            }[];
            exposures: {
                name: components["schemas"]["profile.name"];
                range: number[];
                unit: string;
                labels: components["schemas"]["profile.labels"];
                unit_step: number;
            }[];
            events: {
                name: components["schemas"]["profile.name"];
                weight: number;
                labels: components["schemas"]["profile.labels"];
                /** @enum {unknown} */
                role: "cause" | "symptom";
            }[];
            scales: {
                [key: string]: {
                    words: string[];
                    values: number[];
                };
            };
            slots: {
                /** @enum {unknown} */
                per_day: 1 | 2;
                every_days: number;
            };
            concepts: components["schemas"]["profile.name"][];
            toml: string;
        };
        "profile.labels": {
            en: string;
            zh: string;
        };
        "profile.date": string;
        "profile.date_or_null": components["schemas"]["profile.date"] | null;
        "profile.count": number;
        "profile.name": string;
        diary: {
            /** @constant */
            format: "skin2vec-diary";
            /** @constant */
            version: 1;
            profile: components["schemas"]["diary.name"];
            entries: (components["schemas"]["diary.reading"] | components["schemas"]["diary.event"] | components["schemas"]["diary.surroundings"] | components["schemas"]["diary.product"] | components["schemas"]["diary.routine"])[];
        };
        "diary.date": string;
        /** @description a date, a local date-time, or one with an offset */
        "diary.time": string;
        "diary.name": string;
        "diary.reading": {
            /** @constant */
            kind: "reading";
            person: components["schemas"]["diary.name"];
            time: components["schemas"]["diary.time"];
            site?: components["schemas"]["diary.name"];
            values: {
                [key: string]: number | {
                    value: number;
                    instrument: components["schemas"]["diary.name"];
                };
            };
            note?: string;
        };
        "diary.event": {
            /** @constant */
            kind: "event";
            person: components["schemas"]["diary.name"];
            time: components["schemas"]["diary.time"];
            event: components["schemas"]["diary.name"];
            weight?: number;
            note?: string;
        };
        "diary.surroundings": {
            /** @constant */
            kind: "surroundings";
            person?: components["schemas"]["diary.name"];
            time: components["schemas"]["diary.time"];
            source?: components["schemas"]["diary.name"];
            values: {
                [key: string]: number;
            };
        };
        "diary.product": {
            /** @constant */
            kind: "product";
            person: components["schemas"]["diary.name"];
            time: components["schemas"]["diary.time"];
            site?: components["schemas"]["diary.name"];
            product: components["schemas"]["diary.name"];
            minutes?: number;
            values: {
                [key: string]: number | {
                    value: number;
                    instrument: components["schemas"]["diary.name"];
                };
            };
            note?: string;
        };
        "diary.routine": {
            /** @constant */
            kind: "routine";
            person: components["schemas"]["diary.name"];
            name: components["schemas"]["diary.name"];
            /** @enum {unknown} */
            slot?: "morning" | "evening";
            product: components["schemas"]["diary.name"];
            order?: number;
            from: components["schemas"]["diary.date"];
            to?: components["schemas"]["diary.date"];
        };
        import: {
            profile: components["schemas"]["import.name"];
            person: string;
            from: components["schemas"]["import.date_or_null"];
            to: components["schemas"]["import.date_or_null"];
            days: components["schemas"]["import.count"];
            files: components["schemas"]["import.file"][];
        };
        "import.date": string;
        "import.date_or_null": components["schemas"]["import.date"] | null;
        "import.count": number;
        "import.name": string;
        "import.row_error": {
            line: components["schemas"]["import.count"];
            column: string;
            value: string;
            expected: string;
        };
        "import.file": {
            file: string;
            rows: components["schemas"]["import.count"];
            kept: components["schemas"]["import.count"];
            unchanged: components["schemas"]["import.count"];
            bad: components["schemas"]["import.count"];
            repeated: components["schemas"]["import.count"];
            notices: string[];
            own_tags: {
                [key: string]: number;
            };
            errors: components["schemas"]["import.row_error"][];
        };
        session: {
            open: boolean;
            account: string | null;
            csrf: string | null;
            grants: {
                person: string;
                /** @enum {unknown} */
                role: "owner" | "clinician" | "device";
            }[];
            version: string;
        };
        people: {
            people: {
                person: string;
                entries: number;
                from: string;
                to: string;
                may_write: boolean;
                may_erase: boolean;
            }[];
        };
        entries: {
            person: string;
            version: number;
            total: number;
            left: number;
            next: string | null;
            entries: (components["schemas"]["diary.reading"] | components["schemas"]["diary.event"] | components["schemas"]["diary.surroundings"] | components["schemas"]["diary.product"] | components["schemas"]["diary.routine"])[];
        };
        logged: {
            person: string;
            version: number;
            unchanged: number;
            logged: (components["schemas"]["diary.reading"] | components["schemas"]["diary.event"] | components["schemas"]["diary.surroundings"] | components["schemas"]["diary.product"] | components["schemas"]["diary.routine"])[];
        };
        edited: {
            person: string;
            version: number;
            before: components["schemas"]["diary.reading"] | components["schemas"]["diary.event"] | components["schemas"]["diary.surroundings"] | components["schemas"]["diary.product"] | components["schemas"]["diary.routine"];
            after: components["schemas"]["diary.reading"] | components["schemas"]["diary.event"] | components["schemas"]["diary.surroundings"] | components["schemas"]["diary.product"] | components["schemas"]["diary.routine"];
        };
        removed: {
            person: string;
            version: number;
            removed: number;
        };
        history: {
            person: string;
            versions: {
                version: number;
                what: string;
                at: string;
                entry: (components["schemas"]["diary.reading"] | components["schemas"]["diary.event"] | components["schemas"]["diary.surroundings"] | components["schemas"]["diary.product"] | components["schemas"]["diary.routine"]) | null;
            }[];
        };
        undone: {
            person: string;
            undone: {
                what: string;
                source: string;
                at: string;
                entries: number;
            };
        };
        imported: {
            person: string;
            files: components["schemas"]["import.file"][];
        };
        receipt: {
            receipt: {
                person: string | null;
                at: string;
                erased: {
                    [key: string]: number;
                };
                remains: string;
            };
        };
        job: {
            job: {
                id: string;
                /** @enum {unknown} */
                state: "waiting" | "running" | "done" | "failed" | "cancelled";
                done: number;
                all: number;
                seconds: number;
                error: string | null;
            };
        };
        accounts: {
            accounts: {
                name: string;
                created: string;
                grants: {
                    person: string;
                    /** @enum {unknown} */
                    role: "owner" | "clinician" | "device";
                }[];
            }[];
        };
        account: {
            name: string;
        };
        grant: {
            account: string;
            person: string;
            role: string;
        };
        tokens: {
            tokens: {
                id: string;
                name: string;
                person: string;
                role: string;
                created: string;
                expires: string | null;
                used: string | null;
            }[];
        };
        token: {
            id: string;
            token: string;
        };
        audit: {
            audit: {
                at: string;
                account: string;
                what: string;
                about: string;
            }[];
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
    summary: {
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
                    "application/json": components["schemas"]["summary"];
                };
            };
        };
    };
    alerts: {
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
                    "application/json": components["schemas"]["alerts"];
                };
            };
        };
    };
    effects: {
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
                    "application/json": components["schemas"]["effects"];
                };
            };
        };
    };
    dose: {
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
                    "application/json": components["schemas"]["dose"];
                };
            };
        };
    };
    surface: {
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
                    "application/json": components["schemas"]["surface"];
                };
            };
        };
    };
    changes: {
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
                    "application/json": components["schemas"]["changes"];
                };
            };
        };
    };
    rhythms: {
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
                    "application/json": components["schemas"]["rhythms"];
                };
            };
        };
    };
    habits: {
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
                    "application/json": components["schemas"]["habits"];
                };
            };
        };
    };
    products: {
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
                    "application/json": components["schemas"]["products"];
                };
            };
        };
    };
    forecast: {
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
                    "application/json": components["schemas"]["forecast"];
                };
            };
        };
    };
    compare: {
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
                    "application/json": components["schemas"]["compare"];
                };
            };
        };
    };
    session: {
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
                    "application/json": components["schemas"]["session"];
                };
            };
        };
    };
    log_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["session"];
                };
            };
        };
    };
    people: {
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
                    "application/json": components["schemas"]["people"];
                };
            };
        };
    };
    profile: {
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
                    "application/json": components["schemas"]["profile"];
                };
            };
        };
    };
    entries: {
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
                    "application/json": components["schemas"]["entries"];
                };
            };
        };
    };
    edit: {
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
                    "application/json": components["schemas"]["edited"];
                };
            };
        };
    };
    log: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["logged"];
                };
            };
        };
    };
    remove: {
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
                    "application/json": components["schemas"]["removed"];
                };
            };
        };
    };
    history: {
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
                    "application/json": components["schemas"]["history"];
                };
            };
        };
    };
    undo: {
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
                    "application/json": components["schemas"]["undone"];
                };
            };
        };
    };
    import: {
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
                    "application/json": components["schemas"]["imported"];
                };
            };
        };
    };
    erase: {
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
                    "application/json": components["schemas"]["receipt"];
                };
            };
        };
    };
    snooze: {
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
                    "application/json": components["schemas"]["alerts"];
                };
            };
        };
    };
    job: {
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
                    "application/json": components["schemas"]["job"];
                };
            };
        };
    };
    accounts: {
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
                    "application/json": components["schemas"]["accounts"];
                };
            };
        };
    };
    add_account: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["account"];
                };
            };
        };
    };
    grant: {
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
                    "application/json": components["schemas"]["grant"];
                };
            };
        };
    };
    tokens: {
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
                    "application/json": components["schemas"]["tokens"];
                };
            };
        };
    };
    add_token: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["token"];
                };
            };
        };
    };
    audit: {
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
                    "application/json": components["schemas"]["audit"];
                };
            };
        };
    };
}
