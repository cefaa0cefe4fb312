//! What heads and words mean beside the ids and labels of our own: the names that the documentation of other systems has,
//! and those that people write in German, French, Spanish and Japanese.
//!
//! A head is here only where it means the very same. What a CRM calls “Expected Revenue” is no revenue, the cost of a campaign
//! is not MDF, and what is won in a campaign may be sourced or influenced; such columns are listed as not used.

use crate::campaign::CampaignField::{self, *};

/// Where a system's documentation names a head.
#[derive(Clone, Copy, Debug)]
pub struct Documented {
    /// The system.
    pub system: &'static str,
    /// The object or table.
    pub object: &'static str,
    /// The address of the page.
    pub source: &'static str,
    /// The heads, and what they are.
    pub heads: Heads,
    /// Heads of the same page that are not taken, and why; empty where there is nothing to say.
    pub not_taken: &'static str,
}

/// Heads of one page, and what they are.
type Heads = &'static [(&'static str, CampaignField)];

// The heads stand apart from where they were found, which is for people and in no module.
const CAMPAIGN_SHOWN: Heads = &[("Campaign Name", Name), ("Campaign Currency", Currency)];
const CAMPAIGN: Heads = &[
    ("Campaign ID", Id),
    ("Start Date", Start),
    ("End Date", End),
    ("Currency ISO Code", Currency),
    ("CurrencyIsoCode", Currency),
];
const FUND_REQUEST: Heads =
    &[("Partner Fund Request ID", Id), ("Requested Amount", MdfRequested), ("Channel Partner", Partner)];
const FUND_CLAIM: Heads = &[("Partner Fund Claim ID", Id), ("Partner Fund Claim Name", Name)];
const FUND_ALLOCATION: Heads = &[
    ("Partner Fund Allocation ID", Id),
    ("Partner Fund Allocation Name", Name),
    ("Partner Fund Allocation: Title", Name),
    ("Total Approved Fund Requests", MdfApproved),
    ("Total Reimbursed Fund Claims", MdfPaid),
];
const HUBSPOT: Heads = &[];
const DYNAMICS: Heads = &[
    ("Campaign Code", Id),
    ("Actual Start Date", Start),
    ("Actual End Date", End),
    ("Proposed Start Date", Start),
    ("Proposed End Date", End),
    ("Status Reason", Status),
];
const ORACLE: Heads = &[("Approved Amount", MdfApproved), ("Approved Date", ApprovedOn)];
const ZINFI: Heads = &[("Total Allocated Funds", MdfAllocated)];
const ZIFT: Heads = &[("Fund Name", Name), ("Zift Partner Name", Partner), ("Activity Start Date", Start)];
const PARTNERSTACK: Heads = &[("Paid customers", CustomersSourced), ("Signed up", PartnerSignedOn)];

/// Heads by the documentation of the systems that write them, read on 2026-11-27.
pub const DOCUMENTED: [Documented; 11] = [
    Documented {
        system: "Salesforce",
        object: "Campaign",
        source: "https://help.salesforce.com/s/articleView?id=sales.campaigns_fields.htm&language=en_US&type=5",
        heads: CAMPAIGN_SHOWN,
        not_taken: "Actual Cost and Budgeted Cost are what the campaign costs as a whole, not MDF.",
    },
    Documented {
        system: "Salesforce",
        object: "Campaign",
        source: "https://developer.salesforce.com/docs/platform/field-reference/references/field-reference/salesforce-field-reference-campaign.html",
        heads: CAMPAIGN,
        not_taken: "Opportunities, Value Opportunities and Value Won Opportunities in Campaign do not tell sourced from influenced; Leads in Campaign counts those who were addressed, too; Expected Revenue is no revenue.",
    },
    Documented {
        system: "Salesforce",
        object: "PartnerFundRequest",
        source: "https://developer.salesforce.com/docs/platform/field-reference/references/field-reference/salesforce-field-reference-partnerfundrequest.html",
        heads: FUND_REQUEST,
        not_taken: "Amount is what was approved of a request, claimed in a claim, and set aside in an allocation.",
    },
    Documented {
        system: "Salesforce",
        object: "PartnerFundClaim",
        source: "https://developer.salesforce.com/docs/platform/field-reference/references/field-reference/salesforce-field-reference-partnerfundclaim.html",
        heads: FUND_CLAIM,
        not_taken: "",
    },
    Documented {
        system: "Salesforce",
        object: "PartnerFundAllocation",
        source: "https://developer.salesforce.com/docs/platform/field-reference/references/field-reference/salesforce-field-reference-partnerfundallocation.html",
        heads: FUND_ALLOCATION,
        not_taken: "Total Approved Fund Claims may be less than what was claimed.",
    },
    Documented {
        system: "HubSpot",
        object: "Campaign",
        source: "https://knowledge.hubspot.com/campaigns/understand-campaign-metrics",
        heads: HUBSPOT,
        not_taken: "Influenced contacts and new contacts are not leads; Revenue and Attributed revenue do not tell sourced from influenced.",
    },
    Documented {
        system: "Microsoft Dynamics 365",
        object: "Campaign",
        source: "https://learn.microsoft.com/en-us/dynamics365/sales/developer/entities/campaign",
        heads: DYNAMICS,
        not_taken: "Budget Allocated is the budget of the campaign, not MDF; Estimated Revenue is no revenue.",
    },
    Documented {
        system: "Oracle Sales",
        object: "MDF request",
        source: "https://docs.oracle.com/en/cloud/saas/sales/faaps/op-mdfrequests-post.html",
        heads: ORACLE,
        not_taken: "",
    },
    Documented {
        system: "ZINFI",
        object: "MDF widget",
        source: "https://help.zinfi.com/partner/mdf/market-development-funds-management-partner",
        heads: ZINFI,
        not_taken: "Fund Remaining and Contribution Ratio are no figures of a campaign.",
    },
    Documented {
        system: "Zift (Unifyr)",
        object: "Funding summary and import of funds",
        source: "https://ziftoneadmin.zendesk.com/hc/en-us/articles/26706436722957-Uploading-MDF-Fund-Information",
        heads: ZIFT,
        not_taken: "Paid, Approved and Pending alone may be amounts, days or yes and no.",
    },
    Documented {
        system: "PartnerStack",
        object: "All partners",
        source: "https://support.partnerstack.com/hc/en-us/articles/360058412814-Learning-more-about-your-partners",
        heads: PARTNERSTACK,
        not_taken: "Revenue is of all time, not of the first year; Group need not be a tier.",
    },
];

/// Systems whose public documentation names no heads, as far as it was found.
pub const UNDOCUMENTED: [&str; 2] = ["Impartner", "Magentrix"];

/// Heads as people write them: by language, with the field.
pub const SPOKEN: &[(&str, Heads)] = &[
    (
        "en",
        &[
            ("Partner name", Partner),
            ("Partner tier", Tier),
            ("Allocated amount", MdfAllocated),
            ("Claimed amount", MdfClaimed),
            ("Paid amount", MdfPaid),
            ("Reimbursed amount", MdfPaid),
            ("Partner account", Partner),
            ("Activity type", Activity),
            ("Sourced opp value", PipelineSourced),
            ("Influenced opp value", PipelineInfluenced),
            ("Sourced pipeline", PipelineSourced),
            ("Influenced pipeline", PipelineInfluenced),
            ("Pipeline", PipelineSourced),
        ],
    ),
    (
        "de",
        &[
            ("Antrag", Id),
            ("Antragsnummer", Id),
            ("Kampagne", Name),
            ("Kampagnenname", Name),
            ("Partnername", Partner),
            ("Vertriebspartner", Partner),
            ("Stufe", Tier),
            ("Partnerstufe", Tier),
            ("Rolle", Role),
            ("Partnertyp", Type),
            ("Maßnahme", Activity),
            ("Aktivität", Activity),
            ("Beginn", Start),
            ("Startdatum", Start),
            ("Ende", End),
            ("Enddatum", End),
            ("MDF zugeteilt", MdfAllocated),
            ("MDF beantragt", MdfRequested),
            ("Beantragter Betrag", MdfRequested),
            ("MDF genehmigt", MdfApproved),
            ("Genehmigter Betrag", MdfApproved),
            ("MDF abgerechnet", MdfClaimed),
            ("Abgerechneter Betrag", MdfClaimed),
            ("MDF ausgezahlt", MdfPaid),
            ("Ausgezahlter Betrag", MdfPaid),
            ("Eigenanteil", PartnerContribution),
            ("Anmeldungen", Registrations),
            ("Teilnehmer", Attendees),
            ("Kontakte", Leads),
            ("Währung", Currency),
            ("Wechselkurs", ExchangeRate),
        ],
    ),
    (
        "fr",
        &[
            ("Demande", Id),
            ("Campagne", Name),
            ("Partenaire", Partner),
            ("Niveau", Tier),
            ("Rôle", Role),
            ("Activité", Activity),
            ("Début", Start),
            ("Date de début", Start),
            ("Fin", End),
            ("Date de fin", End),
            ("Statut", Status),
            ("MDF alloué", MdfAllocated),
            ("MDF demandé", MdfRequested),
            ("MDF approuvé", MdfApproved),
            ("MDF réclamé", MdfClaimed),
            ("MDF payé", MdfPaid),
            ("Inscriptions", Registrations),
            ("Participants", Attendees),
            ("Devise", Currency),
        ],
    ),
    (
        "es",
        &[
            ("Solicitud", Id),
            ("Campaña", Name),
            ("Socio", Partner),
            ("Nivel", Tier),
            ("Rol", Role),
            ("Actividad", Activity),
            ("Inicio", Start),
            ("Fecha de inicio", Start),
            ("Fecha de fin", End),
            ("Estado", Status),
            ("MDF asignado", MdfAllocated),
            ("MDF solicitado", MdfRequested),
            ("MDF aprobado", MdfApproved),
            ("MDF reclamado", MdfClaimed),
            ("MDF pagado", MdfPaid),
            ("Inscritos", Registrations),
            ("Asistentes", Attendees),
            ("Moneda", Currency),
        ],
    ),
    (
        "ja",
        &[
            ("申請番号", Id),
            ("キャンペーン", Name),
            ("キャンペーン名", Name),
            ("パートナー", Partner),
            ("パートナー名", Partner),
            ("ティア", Tier),
            ("ランク", Tier),
            ("施策", Activity),
            ("活動", Activity),
            ("開始日", Start),
            ("終了日", End),
            ("ステータス", Status),
            ("MDF配分額", MdfAllocated),
            ("MDF申請額", MdfRequested),
            ("MDF承認額", MdfApproved),
            ("MDF請求額", MdfClaimed),
            ("MDF支払額", MdfPaid),
            ("登録者数", Registrations),
            ("参加者数", Attendees),
            ("リード数", Leads),
            ("パイプライン", PipelineSourced),
            ("通貨", Currency),
        ],
    ),
];

/// Words as people and systems write them, by field, each with the id of ours.
pub const WORDS: &[(CampaignField, &[(&str, &str)])] = &[
    (
        Status,
        &[
            ("Draft", "open"),
            ("Submitted", "open"),
            ("Pending", "open"),
            ("Planned", "open"),
            ("Proposed", "open"),
            ("Requested", "open"),
            ("In Progress", "approved"),
            ("Ready To Launch", "approved"),
            ("Launched", "approved"),
            ("Preapproved", "approved"),
            ("Completed", "closed"),
            ("Paid", "closed"),
            ("Reimbursed", "closed"),
            ("Expired", "closed"),
            ("Rejected", "denied"),
            ("Declined", "denied"),
            ("Aborted", "cancelled"),
            ("Canceled", "cancelled"),
            ("Withdrawn", "cancelled"),
            ("Offen", "open"),
            ("Beantragt", "open"),
            ("Geplant", "open"),
            ("Genehmigt", "approved"),
            ("Abgeschlossen", "closed"),
            ("Abgerechnet", "closed"),
            ("Bezahlt", "closed"),
            ("Abgelehnt", "denied"),
            ("Storniert", "cancelled"),
            ("Abgebrochen", "cancelled"),
            ("Ouvert", "open"),
            ("Approuvé", "approved"),
            ("Clôturé", "closed"),
            ("Terminé", "closed"),
            ("Refusé", "denied"),
            ("Annulé", "cancelled"),
            ("Abierto", "open"),
            ("Aprobado", "approved"),
            ("Cerrado", "closed"),
            ("Denegado", "denied"),
            ("Rechazado", "denied"),
            ("Cancelado", "cancelled"),
            ("申請中", "open"),
            ("承認済み", "approved"),
            ("完了", "closed"),
            ("却下", "denied"),
            ("キャンセル", "cancelled"),
        ],
    ),
    (
        Activity,
        &[
            ("Inhalte", "content"),
            ("Veranstaltung", "event"),
            ("Messe", "tradeShow"),
            ("Werbung", "paid"),
            ("Anzeigen", "paid"),
            ("E-Mail", "email"),
            ("Schulung", "enablement"),
            ("Sonstiges", "other"),
            ("Webinaire", "webinar"),
            ("Contenu", "content"),
            ("Événement", "event"),
            ("Salon", "tradeShow"),
            ("Publicité", "paid"),
            ("Formation", "enablement"),
            ("Autre", "other"),
            ("Seminario web", "webinar"),
            ("Contenido", "content"),
            ("Evento", "event"),
            ("Feria", "tradeShow"),
            ("Publicidad", "paid"),
            ("Correo electrónico", "email"),
            ("Formación", "enablement"),
            ("Otro", "other"),
            ("ウェビナー", "webinar"),
            ("コンテンツ", "content"),
            ("イベント", "event"),
            ("展示会", "tradeShow"),
            ("広告", "paid"),
            ("メール", "email"),
            ("研修", "enablement"),
            ("その他", "other"),
        ],
    ),
];

/// Heads that alone may be amounts, days or yes and no: such a column holds amounts where its cells show it.
pub(super) const AMOUNTS: Heads = &[
    ("Beantragt", MdfRequested),
    ("Genehmigt", MdfApproved),
    ("Abgerechnet", MdfClaimed),
    ("Ausgezahlt", MdfPaid),
];

/// Every head of these tables, the more particular before the others.
pub(super) fn heads() -> impl Iterator<Item = (&'static str, CampaignField)> {
    let documented = [
        CAMPAIGN_SHOWN,
        CAMPAIGN,
        FUND_REQUEST,
        FUND_CLAIM,
        FUND_ALLOCATION,
        HUBSPOT,
        DYNAMICS,
        ORACLE,
        ZINFI,
        ZIFT,
        PARTNERSTACK,
    ];
    documented
        .into_iter()
        .flatten()
        .copied()
        .chain(SPOKEN.iter().flat_map(|(_, heads)| heads.iter().copied()))
        .chain(AMOUNTS.iter().copied())
}

/// The words of a field.
pub(super) fn words(field: CampaignField) -> impl Iterator<Item = (&'static str, &'static str)> {
    WORDS.iter().filter(move |(of, _)| *of == field).flat_map(|(_, words)| words.iter().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_documented_head_is_looked_for() {
        let all: Vec<&str> = heads().map(|(head, _)| head).collect();
        for one in &DOCUMENTED {
            assert!(one.heads.iter().all(|(head, _)| all.contains(head)), "{} {}", one.system, one.object);
        }
    }
}
