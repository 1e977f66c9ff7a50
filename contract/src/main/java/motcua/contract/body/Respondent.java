package motcua.contract.body;

/** For whom somebody came; nobody is identified. */
public enum Respondent {
    PERSON,
    ORGANISATION
}
